import type { DeskPort } from './desk.ts'

/** The desk of a platform that is begun by whoever asks first. */
export function deskLater(there: () => Promise<DeskPort>): DeskPort {
  return {
    conversations: async (query) => (await there()).conversations(query),
    page: async (query) => (await there()).page(query),
    counts: async (of) => (await there()).counts(of),
    conversation: async (id, person) => (await there()).conversation(id, person),
    thread: async (id, page) => (await there()).thread(id, page),
    window: async (id, given) => (await there()).window(id, given),
    handoffs: async (of) => (await there()).handoffs(of),
    handoff: async (id) => (await there()).handoff(id),
    claim: async (id, act) => (await there()).claim(id, act),
    assign: async (id, act) => (await there()).assign(id, act),
    putBack: async (id, act) => (await there()).putBack(id, act),
    release: async (id, act) => (await there()).release(id, act),
    releaseHandoff: async (handoff, act) => (await there()).releaseHandoff(handoff, act),
    undo: async (id, act) => (await there()).undo(id, act),
    reply: async (id, reply) => (await there()).reply(id, reply),
    retry: async (id, message, act) => (await there()).retry(id, message, act),
    takeBack: async (id, message, act) => (await there()).takeBack(id, message, act),
    note: async (id, note) => (await there()).note(id, note),
    file: async (id, note, file) => (await there()).file(id, note, file),
    followUps: async (id) => (await there()).followUps(id),
    cancelFollowUp: async (id, followUp, act) => (await there()).cancelFollowUp(id, followUp, act),
    messageFile: async (id, message) => (await there()).messageFile(id, message),
    upload: async (id, file) => (await there()).upload(id, file),
    customer: async (id, scope) => (await there()).customer(id, scope),
    block: async (customer, act) => (await there()).block(customer, act),
    unblock: async (customer, act) => (await there()).unblock(customer, act),
    blocks: async (scope) => (await there()).blocks(scope),
  }
}
