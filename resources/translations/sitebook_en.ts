<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: 2026 The Sitebook developers; SPDX-License-Identifier: GPL-3.0-or-later -->
<TS version="2.1" language="en_US">
    <context>
        <name>sitebook::AddDialog</name>
        <message numerus="yes">
            <source>%n of these will be added.</source>
            <translation>
                <numerusform>%n of these will be added.</numerusform>
                <numerusform>%n of these will be added.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::AssociationPanel</name>
        <message numerus="yes">
            <source>Link %n item(s) to this website</source>
            <extracomment>While something is dragged over the panel: what a drop would do</extracomment>
            <translation>
                <numerusform>Link %n item to this website</numerusform>
                <numerusform>Link %n items to this website</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link %n item(s) to the %1 selected websites</source>
            <extracomment>While something is dragged over the panel: what a drop would do; %1 is a number of websites</extracomment>
            <translation>
                <numerusform>Link %n item to the %1 selected websites</numerusform>
                <numerusform>Link %n items to the %1 selected websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Make assets of %n file(s) and link them</source>
            <translation>
                <numerusform>Make assets of %n file and link them</numerusform>
                <numerusform>Make assets of %n files and link them</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::BackupDialog</name>
        <message numerus="yes">
            <source>%n website(s) would come back:</source>
            <translation>
                <numerusform>%n website would come back:</numerusform>
                <numerusform>%n websites would come back:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n website(s) would go:</source>
            <translation>
                <numerusform>%n website would go:</numerusform>
                <numerusform>%n websites would go:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n website(s) would change:</source>
            <translation>
                <numerusform>%n website would change:</numerusform>
                <numerusform>%n websites would change:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::ConnectDialog</name>
        <message numerus="yes">
            <source>%n server(s) found.</source>
            <translation>
                <numerusform>%n server found.</numerusform>
                <numerusform>%n servers found.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s)</source>
            <translation>
                <numerusform>%Ln website</numerusform>
                <numerusform>%Ln websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::DetailPane</name>
        <message numerus="yes">
            <source>%n website(s) selected</source>
            <translation>
                <numerusform>%n website selected</numerusform>
                <numerusform>%n websites selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::DiagnosticsDialog</name>
        <message numerus="yes">
            <source>%n website(s)</source>
            <translation>
                <numerusform>%n website</numerusform>
                <numerusform>%n websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n step(s) in the history</source>
            <translation>
                <numerusform>%n step in the history</numerusform>
                <numerusform>%n steps in the history</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) on their way</source>
            <translation>
                <numerusform>%n change on their way</numerusform>
                <numerusform>%n changes on their way</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The window took longer than a frame (16 ms) %n time(s), at most %1 ms.</source>
            <extracomment>%1 is a number of milliseconds</extracomment>
            <translation>
                <numerusform>The window took longer than a frame (16 ms) %n time, at most %1 ms.</numerusform>
                <numerusform>The window took longer than a frame (16 ms) %n times, at most %1 ms.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Groups</name>
        <message numerus="yes">
            <source>%n website(s)</source>
            <extracomment>Part of the name of a step to undo, as in "Link 3 websites to “Ada”"</extracomment>
            <translation>
                <numerusform>%n website</numerusform>
                <numerusform>%n websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s)</source>
            <extracomment>Part of the name of a step to undo, as in "Link “Qt” to 3 items"</extracomment>
            <translation>
                <numerusform>%n item</numerusform>
                <numerusform>%n items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n website(s)</source>
            <extracomment>A step to undo</extracomment>
            <translation>
                <numerusform>Add %n website</numerusform>
                <numerusform>Add %n websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::HistoryDialog</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::ImportDialog</name>
        <message numerus="yes">
            <source>Stopped: %1 of %Ln website(s) added.</source>
            <translation>
                <numerusform>Stopped: %1 of %Ln website added.</numerusform>
                <numerusform>Stopped: %1 of %Ln websites added.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln website(s) added.</source>
            <translation>
                <numerusform>%1 of %Ln website added.</numerusform>
                <numerusform>%1 of %Ln websites added.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) added, but not everything that belongs to them.</source>
            <translation>
                <numerusform>%Ln website added, but not everything that belongs to it.</numerusform>
                <numerusform>%Ln websites added, but not everything that belongs to them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) added.</source>
            <translation>
                <numerusform>%Ln website added.</numerusform>
                <numerusform>%Ln websites added.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::ImportPreview</name>
        <message numerus="yes">
            <source>%Ln tag(s)</source>
            <translation>
                <numerusform>%Ln tag</numerusform>
                <numerusform>%Ln tags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln description(s)</source>
            <translation>
                <numerusform>%Ln description</numerusform>
                <numerusform>%Ln descriptions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln note(s)</source>
            <translation>
                <numerusform>%Ln note</numerusform>
                <numerusform>%Ln notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln snippet(s)</source>
            <translation>
                <numerusform>%Ln snippet</numerusform>
                <numerusform>%Ln snippets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conversation(s)</source>
            <translation>
                <numerusform>%Ln conversation</numerusform>
                <numerusform>%Ln conversations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln summary(s)</source>
            <translation>
                <numerusform>%Ln summary</numerusform>
                <numerusform>%Ln summaries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::ItemHistoryDialog</name>
        <message numerus="yes">
            <source>%n change(s) of the library at once, not written down one by one</source>
            <translation>
                <numerusform>%n change of the library at once, not written down one by one</numerusform>
                <numerusform>%n changes of the library at once, not written down one by one</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::JournalModel</name>
        <message numerus="yes">
            <source>%n refused</source>
            <translation>
                <numerusform>%n refused</numerusform>
                <numerusform>%n refused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Library</name>
        <message numerus="yes">
            <source>Keep %n text(s) of mine</source>
            <extracomment>A step to undo: what was typed here goes over what somebody else wrote</extracomment>
            <translation>
                <numerusform>Keep %n text of mine</numerusform>
                <numerusform>Keep %n texts of mine</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Decide about %n field(s)</source>
            <extracomment>A step to undo: a third text goes over what was changed here and by somebody else</extracomment>
            <translation>
                <numerusform>Decide about %n field</numerusform>
                <numerusform>Decide about %n fields</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) of “%1” stay: they were changed by somebody else since.</source>
            <extracomment>Undo would delete items that were added here and changed by others</extracomment>
            <translation>
                <numerusform>%n item of “%1” stays: it was changed by somebody else since.</numerusform>
                <numerusform>%n items of “%1” stay: they were changed by somebody else since.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::LibraryView</name>
        <message numerus="yes">
            <source>Link %n website(s) to “%1”</source>
            <translation>
                <numerusform>Link %n website to “%1”</numerusform>
                <numerusform>Link %n websites to “%1”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n website(s)</source>
            <translation>
                <numerusform>%n website</numerusform>
                <numerusform>%n websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in the trash</source>
            <extracomment>How many deleted websites a search found</extracomment>
            <translation>
                <numerusform>%n in the trash</numerusform>
                <numerusform>%n in the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the addresses was in the library already.</source>
            <translation>
                <numerusform>This address was in the library already.</numerusform>
                <numerusform>%n of the addresses were in the library already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n website(s)</source>
            <translation>
                <numerusform>Delete %n website</numerusform>
                <numerusform>Delete %n websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n website(s) deleted.</source>
            <extracomment>After websites were deleted</extracomment>
            <translation>
                <numerusform>%n website deleted.</numerusform>
                <numerusform>%n websites deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n website(s) are selected; at most %1 are opened at once.</source>
            <translation>
                <numerusform>%n website is selected; at most %1 are opened at once.</numerusform>
                <numerusform>%n websites are selected; at most %1 are opened at once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n item(s)</source>
            <translation>
                <numerusform>Delete %n item</numerusform>
                <numerusform>Delete %n items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) deleted, with all links.</source>
            <translation>
                <numerusform>%n item deleted, with all its links.</numerusform>
                <numerusform>%n items deleted, with all their links.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n website(s)</source>
            <translation>
                <numerusform>Add %n website</numerusform>
                <numerusform>Add %n websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link %n item(s) to the %1 selected websites</source>
            <translation>
                <numerusform>Link %n item to the %1 selected websites</numerusform>
                <numerusform>Link %n items to the %1 selected websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link %n item(s) to “%1”</source>
            <translation>
                <numerusform>Link %n item to “%1”</numerusform>
                <numerusform>Link %n items to “%1”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n broken</source>
            <extracomment>Part of a list of what a check of links found</extracomment>
            <translation>
                <numerusform>%n broken</numerusform>
                <numerusform>%n broken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <extracomment>Part of a list of what a check of links found: at another address now</extracomment>
            <translation>
                <numerusform>%n moved</numerusform>
                <numerusform>%n moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n fine</source>
            <extracomment>Part of a list of what a check of links found</extracomment>
            <translation>
                <numerusform>%n fine</numerusform>
                <numerusform>%n fine</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unclear</source>
            <extracomment>Part of a list of what a check of links found: whether they are broken could not be told</extracomment>
            <translation>
                <numerusform>%n unclear</numerusform>
                <numerusform>%n unclear</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not checked</source>
            <extracomment>Part of a list of what a check of links found: addresses that are neither http nor https</extracomment>
            <translation>
                <numerusform>%n not checked</numerusform>
                <numerusform>%n not checked</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::LinkCheckBar</name>
        <message numerus="yes">
            <source>%n broken</source>
            <extracomment>Part of a list, after how many links were checked</extracomment>
            <translation>
                <numerusform>%n broken</numerusform>
                <numerusform>%n broken</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::LinkPicker</name>
        <message numerus="yes">
            <source>Link %n website(s)</source>
            <translation>
                <numerusform>Link %n website</numerusform>
                <numerusform>Link %n websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::MainWindow</name>
        <message numerus="yes">
            <source>“%1” opens when %n change(s) are saved.</source>
            <translation>
                <numerusform>“%1” opens when %n change is saved.</numerusform>
                <numerusform>“%1” opens when %n changes are saved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) were refused by the server, and wait for you.</source>
            <translation>
                <numerusform>%n change was refused by the server, and waits for you.</numerusform>
                <numerusform>%n changes were refused by the server, and wait for you.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Paused, %n change(s) waiting</source>
            <translation>
                <numerusform>Paused, %n change waiting</numerusform>
                <numerusform>Paused, %n changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Offline, %n change(s) waiting</source>
            <translation>
                <numerusform>Offline, %n change waiting</numerusform>
                <numerusform>Offline, %n changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Saving %n change(s)…</source>
            <translation>
                <numerusform>Saving %n change…</numerusform>
                <numerusform>Saving %n changes…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The window closes when %n change(s) are saved.</source>
            <translation>
                <numerusform>The window closes when %n change is saved.</numerusform>
                <numerusform>The window closes when %n changes are saved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) were changed by somebody else at the same time. Theirs were not overwritten.</source>
            <translation>
                <numerusform>%n field was changed by somebody else at the same time. Theirs was not overwritten.</numerusform>
                <numerusform>%n fields were changed by somebody else at the same time. Theirs were not overwritten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n website(s) of %1</source>
            <extracomment>Part of a list: what a server has no longer, of %1 that the safety copy has</extracomment>
            <translation>
                <numerusform>%n website of %1</numerusform>
                <numerusform>%n websites of %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) of %1</source>
            <extracomment>Part of a list: what a server has no longer, of %1 that the safety copy has</extracomment>
            <translation>
                <numerusform>%n item of %1</numerusform>
                <numerusform>%n items of %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n link(s) of %1</source>
            <extracomment>Part of a list: what a server has no longer, of %1 that the safety copy has</extracomment>
            <translation>
                <numerusform>%n link of %1</numerusform>
                <numerusform>%n links of %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) were refused</source>
            <translation>
                <numerusform>%n change was refused</numerusform>
                <numerusform>%n changes were refused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::MaterialPage</name>
        <message numerus="yes">
            <source>%n linked website(s)</source>
            <translation>
                <numerusform>%n linked website</numerusform>
                <numerusform>%n linked websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Mirror</name>
        <message numerus="yes">
            <source>%1: %n item(s) read</source>
            <extracomment>%1 is the name of a list of a server, like "websites"</extracomment>
            <translation>
                <numerusform>%1: %n item read</numerusform>
                <numerusform>%1: %n items read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::RestoreDialog</name>
        <message numerus="yes">
            <source>%n link(s)</source>
            <translation>
                <numerusform>%n link</numerusform>
                <numerusform>%n links</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) would be created,</source>
            <translation>
                <numerusform>%n item would be created,</numerusform>
                <numerusform>%n items would be created,</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed,</source>
            <translation>
                <numerusform>%n changed,</numerusform>
                <numerusform>%n changed,</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n already there.</source>
            <translation>
                <numerusform>%n already there.</numerusform>
                <numerusform>%n already there.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There is nothing to do: %n item(s) are there already.</source>
            <translation>
                <numerusform>There is nothing to do: the item is there already.</numerusform>
                <numerusform>There is nothing to do: %n items are there already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) were written.</source>
            <translation>
                <numerusform>%n item was written.</numerusform>
                <numerusform>%n items were written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) are not there as they should be:</source>
            <translation>
                <numerusform>%n item is not there as it should be:</numerusform>
                <numerusform>%n items are not there as they should be:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::SafetyCopyDialog</name>
        <message numerus="yes">
            <source>%n website(s)</source>
            <translation>
                <numerusform>%n website</numerusform>
                <numerusform>%n websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%n item</numerusform>
                <numerusform>%n items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n link(s)</source>
            <translation>
                <numerusform>%n link</numerusform>
                <numerusform>%n links</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) and links stay in the copy that the server no longer has.</source>
            <translation>
                <numerusform>%n item or link stays in the copy that the server no longer has.</numerusform>
                <numerusform>%n items and links stay in the copy that the server no longer has.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) of the server could not be read.</source>
            <translation>
                <numerusform>%n item of the server could not be read.</numerusform>
                <numerusform>%n items of the server could not be read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) differ. In the copy: %1. At the server: %2.</source>
            <translation>
                <numerusform>%n item differs. In the copy: %1. At the server: %2.</numerusform>
                <numerusform>%n items differ. In the copy: %1. At the server: %2.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::SavedServerList</name>
        <message numerus="yes">
            <source>%Ln website(s)</source>
            <translation>
                <numerusform>%Ln website</numerusform>
                <numerusform>%Ln websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Shelf</name>
        <message numerus="yes">
            <source>Link %n website(s) to “%1”</source>
            <extracomment>While websites are dragged over the shelf: what a drop would do; %1 is the name of an item</extracomment>
            <translation>
                <numerusform>Link %n website to “%1”</numerusform>
                <numerusform>Link %n websites to “%1”</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::SidebarModel</name>
        <message numerus="yes">
            <source>%1, %n website(s)</source>
            <extracomment>Read aloud for a place of the sidebar: its name and how many websites are there</extracomment>
            <translation>
                <numerusform>%1, %n website</numerusform>
                <numerusform>%1, %n websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::TrashDialog</name>
        <message numerus="yes">
            <source>What is deleted here is kept for %n day(s).</source>
            <translation>
                <numerusform>What is deleted here is kept for %n day.</numerusform>
                <numerusform>What is deleted here is kept for %n days.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s), %1.</source>
            <translation>
                <numerusform>%n item, %1.</numerusform>
                <numerusform>%n items, %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::TrashView</name>
        <message numerus="yes">
            <source>Restore %n item(s)</source>
            <translation>
                <numerusform>Restore %n item</numerusform>
                <numerusform>Restore %n items</numerusform>
            </translation>
        </message>
    </context>
</TS>
