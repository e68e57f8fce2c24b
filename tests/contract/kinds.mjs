// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The six kinds that have items, as the vendor's client spells them.

const application = {
    id: "contract-test", name: "OPEN_SOURCE", version: "1", platform: "LINUX", onboarded: true, privacy: "CLOSED",
};
const model = {
    id: "model", version: "1", created: { value: new Date(0) }, name: "By hand", cloud: false, type: "UNKNOWN",
    usage: "UNKNOWN",
};

/** How each kind is spelled; `api` gives the class of the vendor's client with that name. */
export function vendorKinds(api) {
    return [
        {
            item: "asset", field: "assets", link: "Asset", own: "Asset", plural: "Assets",
            create: () => api("Assets").assetsCreateNewAsset({
                seed: {
                    type: "SEEDED_ASSET",
                    asset: {
                        application, metadata: { name: "hello.cpp", mechanism: "MANUAL" },
                        format: { fragment: { string: { raw: "int main() {}" } }, classification: { specific: "cpp" } },
                    },
                },
            }),
            get: (asset) => api("Asset").assetSnapshot({ asset }),
            list: () => api("Assets").assetsSnapshot({ transferables: false }),
            update: (asset) => api("Asset").assetUpdate({ asset: { ...asset, name: "renamed" } }),
            updated: (asset) =>
                asset.name === "renamed" && asset.formats.iterable[0].fragment.string.raw === "int main() {}",
            remove: (asset) => api("Assets").assetsDeleteAsset({ asset }),
            search: () => api("Assets").searchAssets({ query: "hello" }),
        },
        {
            item: "person", field: "persons", link: "Person", own: "Person", plural: "Persons",
            create: () => api("Persons").personsCreateNewPerson(
                { seededPerson: { type: { basic: { name: "Ana", email: "ana@example.org" } } } }),
            get: (person) => api("Person").personSnapshot({ person }),
            list: () => api("Persons").personsSnapshot({}),
            update: (person) => api("Person").updatePerson({ person: { ...person, type: { basic: { name: "Bea" } } } }),
            updated: (person) => person.type.basic.name === "Bea",
            remove: (person) => api("Persons").personsDeletePerson({ person }),
            search: (searchInput) => api("Persons").searchPersons({ searchInput }),
        },
        {
            item: "conversation", field: "conversations", link: "Conversation", own: "Conversation",
            plural: "Conversations",
            create: () => api("Conversations").conversationsCreateSpecificConversation({
                seededConversation: {
                    name: "Talk", type: "COPILOT",
                    messages: [{ role: "USER", fragment: { string: { raw: "Hello" } } }],
                    annotations: [{ text: "A note", type: "COMMENT" }],
                },
            }),
            get: (conversation) => api("Conversation").conversationGetSpecificConversation({ conversation }),
            list: () => api("Conversations").conversationsSnapshot({}),
            update: (conversation) =>
                api("Conversation").conversationUpdate({ conversation: { ...conversation, name: "Chat" } }),
            updated: (conversation) => conversation.name === "Chat",
            remove: (conversation) => api("Conversations").conversationsDeleteSpecificConversation({ conversation }),
            search: (searchInput) => api("Conversations").searchConversations({ searchInput }),
        },
        {
            item: "workstreamSummary", field: "summaries", link: "WorkstreamSummary", own: "WorkstreamSummary",
            plural: "WorkstreamSummaries",
            create: () => api("WorkstreamSummaries").workstreamSummariesCreateNewWorkstreamSummary(
                { seededWorkstreamSummary: { name: "Monday", model } }),
            get: (workstreamSummary) =>
                api("WorkstreamSummary").workstreamSummariesSpecificWorkstreamSummarySnapshot({ workstreamSummary }),
            list: () => api("WorkstreamSummaries").workstreamSummariesSnapshot({}),
            update: (workstreamSummary) =>
                api("WorkstreamSummary").workstreamSummaryUpdate(
                    { workstreamSummary: { ...workstreamSummary, name: "Tuesday" } }),
            updated: (workstreamSummary) =>
                workstreamSummary.name === "Tuesday" && workstreamSummary.model.name === "By hand",
            remove: (workstreamSummary) =>
                api("WorkstreamSummaries").workstreamSummariesDeleteSpecificWorkstreamSummary({ workstreamSummary }),
            search: (searchInput) => api("WorkstreamSummaries").searchWorkstreamSummaries({ searchInput }),
        },
        {
            item: "tag", field: "tags", link: "Tag", own: "Tag", plural: "Tags",
            create: () => api("Tags").tagsCreateNewTag({ seededTag: { text: "c++", mechanism: "MANUAL" } }),
            get: (tag) => api("Tag").tagsSpecificTagSnapshot({ tag }),
            list: () => api("Tags").tagsSnapshot({}),
            update: (tag) => api("Tag").tagUpdate({ tag: { ...tag, text: "C++" } }),
            updated: (tag) => tag.text === "C++",
            remove: (tag) => api("Tags").tagsDeleteSpecificTag({ tag }),
            search: (searchInput) => api("Tags").searchTags({ searchInput }),
        },
        {
            item: "annotation", field: "annotations", link: "Annotation", own: "Annotation", plural: "Annotations",
            create: () => api("Annotations").annotationsCreateNewAnnotation(
                { seededAnnotation: { text: "Read this", type: "DESCRIPTION" } }),
            get: (annotation) => api("Annotation").annotationSpecificAnnotationSnapshot({ annotation }),
            list: () => api("Annotations").annotationsSnapshot({}),
            update: (annotation) =>
                api("Annotation").annotationUpdate({ annotation: { ...annotation, text: "Read that" } }),
            updated: (annotation) => annotation.text === "Read that",
            remove: (annotation) => api("Annotations").annotationsDeleteSpecificAnnotation({ annotation }),
            search: (searchInput) => api("Annotations").searchAnnotations({ searchInput }),
        },
    ];
}
