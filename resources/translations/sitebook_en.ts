<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: 2026 The Sitebook developers; SPDX-License-Identifier: GPL-3.0-or-later -->
<TS version="2.1" language="en_US">
    <context>
        <name>sitebook::AddDialog</name>
        <message numerus="yes">
            <source>%Ln of these will be added.</source>
            <translation>
                <numerusform>%Ln of these will be added.</numerusform>
                <numerusform>%Ln of these will be added.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::AssociationPanel</name>
        <message numerus="yes">
            <source>Link %Ln item(s) to this website</source>
            <extracomment>While something is dragged over the panel: what a drop would do</extracomment>
            <translation>
                <numerusform>Link %Ln item to this website</numerusform>
                <numerusform>Link %Ln items to this website</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link %Ln item(s) to the %L1 selected websites</source>
            <extracomment>While something is dragged over the panel: what a drop would do; %1 is a number of websites</extracomment>
            <translation>
                <numerusform>Link %Ln item to the %L1 selected websites</numerusform>
                <numerusform>Link %Ln items to the %L1 selected websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Make assets of %Ln file(s) and link them</source>
            <translation>
                <numerusform>Make assets of %Ln file and link them</numerusform>
                <numerusform>Make assets of %Ln files and link them</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::BackupDialog</name>
        <message numerus="yes">
            <source>%Ln website(s) would come back:</source>
            <translation>
                <numerusform>%Ln website would come back:</numerusform>
                <numerusform>%Ln websites would come back:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) would go:</source>
            <translation>
                <numerusform>%Ln website would go:</numerusform>
                <numerusform>%Ln websites would go:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) would change:</source>
            <translation>
                <numerusform>%Ln website would change:</numerusform>
                <numerusform>%Ln websites would change:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::ConnectDialog</name>
        <message numerus="yes">
            <source>%Ln server(s) found.</source>
            <translation>
                <numerusform>%Ln server found.</numerusform>
                <numerusform>%Ln servers found.</numerusform>
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
            <source>%Ln website(s) selected</source>
            <translation>
                <numerusform>%Ln website selected</numerusform>
                <numerusform>%Ln websites selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::DiagnosticsDialog</name>
        <message numerus="yes">
            <source>%Ln website(s)</source>
            <translation>
                <numerusform>%Ln website</numerusform>
                <numerusform>%Ln websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln step(s) in the history</source>
            <translation>
                <numerusform>%Ln step in the history</numerusform>
                <numerusform>%Ln steps in the history</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) on their way</source>
            <translation>
                <numerusform>%Ln change on their way</numerusform>
                <numerusform>%Ln changes on their way</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The window took longer than a frame (16 ms) %Ln time(s), at most %1 ms.</source>
            <extracomment>%1 is a number of milliseconds</extracomment>
            <translation>
                <numerusform>The window took longer than a frame (16 ms) %Ln time, at most %1 ms.</numerusform>
                <numerusform>The window took longer than a frame (16 ms) %Ln times, at most %1 ms.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Groups</name>
        <message numerus="yes">
            <source>%Ln website(s)</source>
            <extracomment>Part of the name of a step to undo, as in "Link 3 websites to “Ada”"</extracomment>
            <translation>
                <numerusform>%Ln website</numerusform>
                <numerusform>%Ln websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s)</source>
            <extracomment>Part of the name of a step to undo, as in "Link “Qt” to 3 items"</extracomment>
            <translation>
                <numerusform>%Ln item</numerusform>
                <numerusform>%Ln items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %Ln website(s)</source>
            <extracomment>A step to undo</extracomment>
            <translation>
                <numerusform>Add %Ln website</numerusform>
                <numerusform>Add %Ln websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::HistoryDialog</name>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
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
            <source>%Ln change(s) of the library at once, not written down one by one</source>
            <translation>
                <numerusform>%Ln change of the library at once, not written down one by one</numerusform>
                <numerusform>%Ln changes of the library at once, not written down one by one</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::JournalModel</name>
        <message numerus="yes">
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln refused</numerusform>
                <numerusform>%Ln refused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Library</name>
        <message numerus="yes">
            <source>Keep %Ln text(s) of mine</source>
            <extracomment>A step to undo: what was typed here goes over what somebody else wrote</extracomment>
            <translation>
                <numerusform>Keep %Ln text of mine</numerusform>
                <numerusform>Keep %Ln texts of mine</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Decide about %Ln field(s)</source>
            <extracomment>A step to undo: a third text goes over what was changed here and by somebody else</extracomment>
            <translation>
                <numerusform>Decide about %Ln field</numerusform>
                <numerusform>Decide about %Ln fields</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) of “%1” stay: they were changed by somebody else since.</source>
            <extracomment>Undo would delete items that were added here and changed by others</extracomment>
            <translation>
                <numerusform>%Ln item of “%1” stays: it was changed by somebody else since.</numerusform>
                <numerusform>%Ln items of “%1” stay: they were changed by somebody else since.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::LibraryView</name>
        <message numerus="yes">
            <source>Link %Ln website(s) to “%1”</source>
            <translation>
                <numerusform>Link %Ln website to “%1”</numerusform>
                <numerusform>Link %Ln websites to “%1”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of the addresses was in the library already.</source>
            <translation>
                <numerusform>This address was in the library already.</numerusform>
                <numerusform>%Ln of the addresses were in the library already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln website(s)</source>
            <translation>
                <numerusform>Delete %Ln website</numerusform>
                <numerusform>Delete %Ln websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) deleted.</source>
            <extracomment>After websites were deleted</extracomment>
            <translation>
                <numerusform>%Ln website deleted.</numerusform>
                <numerusform>%Ln websites deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) are selected; at most %1 are opened at once.</source>
            <translation>
                <numerusform>%Ln website is selected; at most %1 are opened at once.</numerusform>
                <numerusform>%Ln websites are selected; at most %1 are opened at once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln item(s)</source>
            <translation>
                <numerusform>Delete %Ln item</numerusform>
                <numerusform>Delete %Ln items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) deleted, with all links.</source>
            <translation>
                <numerusform>%Ln item deleted, with all its links.</numerusform>
                <numerusform>%Ln items deleted, with all their links.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %Ln website(s)</source>
            <translation>
                <numerusform>Add %Ln website</numerusform>
                <numerusform>Add %Ln websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link %Ln item(s) to the %L1 selected websites</source>
            <translation>
                <numerusform>Link %Ln item to the %L1 selected websites</numerusform>
                <numerusform>Link %Ln items to the %L1 selected websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Link %Ln item(s) to “%1”</source>
            <translation>
                <numerusform>Link %Ln item to “%1”</numerusform>
                <numerusform>Link %Ln items to “%1”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln broken</source>
            <extracomment>Part of a list of what a check of links found</extracomment>
            <translation>
                <numerusform>%Ln broken</numerusform>
                <numerusform>%Ln broken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln moved</source>
            <extracomment>Part of a list of what a check of links found: at another address now</extracomment>
            <translation>
                <numerusform>%Ln moved</numerusform>
                <numerusform>%Ln moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln fine</source>
            <extracomment>Part of a list of what a check of links found</extracomment>
            <translation>
                <numerusform>%Ln fine</numerusform>
                <numerusform>%Ln fine</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unclear</source>
            <extracomment>Part of a list of what a check of links found: whether they are broken could not be told</extracomment>
            <translation>
                <numerusform>%Ln unclear</numerusform>
                <numerusform>%Ln unclear</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln not checked</source>
            <extracomment>Part of a list of what a check of links found: addresses that are neither http nor https</extracomment>
            <translation>
                <numerusform>%Ln not checked</numerusform>
                <numerusform>%Ln not checked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s)</source>
            <translation>
                <numerusform>%Ln website</numerusform>
                <numerusform>%Ln websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln in the trash</source>
            <extracomment>How many deleted websites a search found</extracomment>
            <translation>
                <numerusform>%Ln in the trash</numerusform>
                <numerusform>%Ln in the trash</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::LinkCheckBar</name>
        <message numerus="yes">
            <source>%Ln broken</source>
            <extracomment>Part of a list, after how many links were checked</extracomment>
            <translation>
                <numerusform>%Ln broken</numerusform>
                <numerusform>%Ln broken</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::LinkPicker</name>
        <message numerus="yes">
            <source>Link %Ln website(s)</source>
            <translation>
                <numerusform>Link %Ln website</numerusform>
                <numerusform>Link %Ln websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::MainWindow</name>
        <message numerus="yes">
            <source>“%1” opens when %Ln change(s) are saved.</source>
            <translation>
                <numerusform>“%1” opens when %Ln change is saved.</numerusform>
                <numerusform>“%1” opens when %Ln changes are saved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) were changed by somebody else at the same time. Theirs were not overwritten.</source>
            <translation>
                <numerusform>%Ln field was changed by somebody else at the same time. Theirs was not overwritten.</numerusform>
                <numerusform>%Ln fields were changed by somebody else at the same time. Theirs were not overwritten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln website(s) of %L1</source>
            <extracomment>Part of a list: what a server has no longer, of %1 that the safety copy has</extracomment>
            <translation>
                <numerusform>%Ln website of %L1</numerusform>
                <numerusform>%Ln websites of %L1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) of %L1</source>
            <extracomment>Part of a list: what a server has no longer, of %1 that the safety copy has</extracomment>
            <translation>
                <numerusform>%Ln item of %L1</numerusform>
                <numerusform>%Ln items of %L1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln link(s) of %L1</source>
            <extracomment>Part of a list: what a server has no longer, of %1 that the safety copy has</extracomment>
            <translation>
                <numerusform>%Ln link of %L1</numerusform>
                <numerusform>%Ln links of %L1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Paused, %Ln change(s) waiting</source>
            <translation>
                <numerusform>Paused, %Ln change waiting</numerusform>
                <numerusform>Paused, %Ln changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Offline, %Ln change(s) waiting</source>
            <translation>
                <numerusform>Offline, %Ln change waiting</numerusform>
                <numerusform>Offline, %Ln changes waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Saving %Ln change(s)…</source>
            <translation>
                <numerusform>Saving %Ln change…</numerusform>
                <numerusform>Saving %Ln changes…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The window closes when %Ln change(s) are saved.</source>
            <translation>
                <numerusform>The window closes when %Ln change is saved.</numerusform>
                <numerusform>The window closes when %Ln changes are saved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) were refused</source>
            <translation>
                <numerusform>%Ln change was refused</numerusform>
                <numerusform>%Ln changes were refused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) were refused by the server, and wait for you.</source>
            <translation>
                <numerusform>%Ln change was refused by the server, and waits for you.</numerusform>
                <numerusform>%Ln changes were refused by the server, and wait for you.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::MaterialPage</name>
        <message numerus="yes">
            <source>%Ln linked website(s)</source>
            <translation>
                <numerusform>%Ln linked website</numerusform>
                <numerusform>%Ln linked websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::Mirror</name>
        <message numerus="yes">
            <source>%1: %Ln item(s) read</source>
            <extracomment>%1 is the name of a list of a server, like "websites"</extracomment>
            <translation>
                <numerusform>%1: %Ln item read</numerusform>
                <numerusform>%1: %Ln items read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::NotesView</name>
        <message numerus="yes">
            <source>… and %Ln more note(s)</source>
            <extracomment>Below the first notes on the selected websites</extracomment>
            <translation>
                <numerusform>… and %Ln more note</numerusform>
                <numerusform>… and %Ln more notes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::RestoreDialog</name>
        <message numerus="yes">
            <source>%Ln link(s)</source>
            <translation>
                <numerusform>%Ln link</numerusform>
                <numerusform>%Ln links</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) would be created,</source>
            <translation>
                <numerusform>%Ln item would be created,</numerusform>
                <numerusform>%Ln items would be created,</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln changed,</source>
            <translation>
                <numerusform>%Ln changed,</numerusform>
                <numerusform>%Ln changed,</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln already there.</source>
            <translation>
                <numerusform>%Ln already there.</numerusform>
                <numerusform>%Ln already there.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There is nothing to do: %Ln item(s) are there already.</source>
            <translation>
                <numerusform>There is nothing to do: the item is there already.</numerusform>
                <numerusform>There is nothing to do: %Ln items are there already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) were written.</source>
            <translation>
                <numerusform>%Ln item was written.</numerusform>
                <numerusform>%Ln items were written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) are not there as they should be:</source>
            <translation>
                <numerusform>%Ln item is not there as it should be:</numerusform>
                <numerusform>%Ln items are not there as they should be:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::SafetyCopyDialog</name>
        <message numerus="yes">
            <source>%Ln website(s)</source>
            <translation>
                <numerusform>%Ln website</numerusform>
                <numerusform>%Ln websites</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s)</source>
            <translation>
                <numerusform>%Ln item</numerusform>
                <numerusform>%Ln items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln link(s)</source>
            <translation>
                <numerusform>%Ln link</numerusform>
                <numerusform>%Ln links</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) and links stay in the copy that the server no longer has.</source>
            <translation>
                <numerusform>%Ln item or link stays in the copy that the server no longer has.</numerusform>
                <numerusform>%Ln items and links stay in the copy that the server no longer has.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) of the server could not be read.</source>
            <translation>
                <numerusform>%Ln item of the server could not be read.</numerusform>
                <numerusform>%Ln items of the server could not be read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) differ. In the copy: %1. At the server: %2.</source>
            <translation>
                <numerusform>%Ln item differs. In the copy: %1. At the server: %2.</numerusform>
                <numerusform>%Ln items differ. In the copy: %1. At the server: %2.</numerusform>
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
            <source>Link %Ln website(s) to “%1”</source>
            <extracomment>While websites are dragged over the shelf: what a drop would do; %1 is the name of an item</extracomment>
            <translation>
                <numerusform>Link %Ln website to “%1”</numerusform>
                <numerusform>Link %Ln websites to “%1”</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::SidebarModel</name>
        <message numerus="yes">
            <source>%1, %Ln website(s)</source>
            <extracomment>Read aloud for a place of the sidebar: its name and how many websites are there</extracomment>
            <translation>
                <numerusform>%1, %Ln website</numerusform>
                <numerusform>%1, %Ln websites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::TrashDialog</name>
        <message numerus="yes">
            <source>What is deleted here is kept for %Ln day(s).</source>
            <translation>
                <numerusform>What is deleted here is kept for %Ln day.</numerusform>
                <numerusform>What is deleted here is kept for %Ln days.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s), %1.</source>
            <translation>
                <numerusform>%Ln item, %1.</numerusform>
                <numerusform>%Ln items, %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sitebook::TrashView</name>
        <message numerus="yes">
            <source>Restore %Ln item(s)</source>
            <translation>
                <numerusform>Restore %Ln item</numerusform>
                <numerusform>Restore %Ln items</numerusform>
            </translation>
        </message>
    </context>
</TS>
