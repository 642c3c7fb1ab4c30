import { Terminal } from '../domain/failure.ts'
import type { PhoneHash } from '../domain/phone.ts'
import type { Received, Store } from '../flows/store.ts'
import type { Clock, Ids } from '../flows/world.ts'
import { attachment, attachmentsOf, forgetAttachments, keepAttachment } from './attachments.ts'
import { openAudience } from './audience.ts'
import { briefing, keepBriefing, loadCase, oweBriefing } from './cases.ts'
import { claimNextSends } from './claims.ts'
import { moveControl } from './control.ts'
import { conversation, conversations, counts } from './conversation-lists.ts'
import { changeIdentity, nameContact } from './customers.ts'
import type { Database } from './database.ts'
import { deadLetters, reap, replay } from './dead-work.ts'
import { openDeskData } from './desk-data.ts'
import { told, untold } from './desks.ts'
import { draftsOf, keepDraft } from './drafts.ts'
import { hearEcho } from './echoes.ts'
import { eventsAfter, eventsBefore, forgetSomeEvents } from './events.ts'
import { figures } from './figures.ts'
import { findCustomer } from './find-customer.ts'
import { cancelFollowUp, endFollowUps, followUps } from './follow-ups.ts'
import { failTurn } from './give-up.ts'
import { alert, handoff, handoffs, stepsOf, tended, warnWindow } from './handoffs.ts'
import { firstToWrite, heartbeat, keepHeartbeats, keepRecipient, passOver, talkWith } from './heartbeats.ts'
import { decideIdentity, identityQuestions, undoIdentity } from './identity-questions.ts'
import { finishNotice, forgetNotices, keepNotices, loadNotice } from './notices.ts'
import { openCampaigns } from './open-campaigns.ts'
import { openMemory } from './open-memory.ts'
import { lineOf, loadTurns, nextOn, type WantedTurn } from './open-turns.ts'
import { recordSends } from './outcomes.ts'
import { leaveParked } from './parked.ts'
import { passBaton, release } from './pass-baton.ts'
import { keepPast } from './past.ts'
import { pausedLines, pauseLines, probeNow, resumeLines } from './pauses.ts'
import { openPeople } from './people.ts'
import { finishPost, loadPost } from './posts.ts'
import { lastWritten } from './presence.ts'
import { keepPrivateNote, privateFile } from './private-notes.ts'
import { markSeen } from './reading-marks.ts'
import { receive } from './receive.ts'
import type { Burst } from './remembering.ts'
import { failedContent, replyAsTeammate, takeBack } from './replies.ts'
import { forgetRuns, keepRun, runBehind, runOf, runsOf, usage } from './runs.ts'
import { conversationsNamed } from './search.ts'
import { openSlack } from './slack.ts'
import { applyStatuses, forgetOrphans, joinLateOrphans } from './statuses.ts'
import { forgetStray, keepStrays, straysOf } from './strays.ts'
import { keepTemplateNews, keepTemplates, templatesNamed, templatesOf } from './templates.ts'
import { thread, wamidOf } from './threads.ts'
import { together } from './together.ts'
import { beginCall, callsOf, endCall } from './tool-calls.ts'
import { commitTurns } from './turns.ts'
import { settleUnconfirmed, unconfirmed } from './unconfirmed.ts'
import { acknowledge, say } from './utterances.ts'
import { waitingCase } from './waiting-case.ts'
import { calmAlarms, handOffLost, promiseLost, raiseAlarm, tendAll, watched } from './watchdog.ts'
import { claimWork, letGo, putBack, putOff, renewLeases } from './work.ts'

interface StoreNeeds {
  readonly ids: Ids
  readonly clock: Pick<Clock, 'breathe' | 'now'>
  readonly hash: PhoneHash
  /** Whether the program has brought desks, which hear of every message that comes while people have a conversation. */
  readonly hasDesks?: () => boolean
  /** Whether facts are drawn from what was said. */
  readonly burst?: () => Burst | undefined
  /** Hears of customers whom nobody may remember any more. */
  readonly onErased?: (key: { readonly business: string; readonly customer: string }) => void
}

/** The store as flows know it, on either database. What lies on a message's path is batched with its like. */
export function openStore(
  database: Database,
  { ids, clock, hash, hasDesks = () => false, burst = () => undefined, onErased = () => {} }: StoreNeeds,
): Store {
  const { lanes, write, writeSoon, read, readSoon } = database
  const batches: { idle(): Promise<void> }[] = []
  const batched = <Item, Result>(run: (items: Item[]) => Promise<Result[]>, most = lanes) => {
    const batch = together(run, { lanes: most, breathe: clock.breathe })
    batches.push(batch)
    return batch
  }

  // One lane: what was asked first is stored first, or the messages of one customer could change places.
  const receiveTogether = batched(
    (items: Received[]) => write((tx) => receive(tx, items, { ids, hash, hasDesks: hasDesks() })),
    1,
  )
  const loadTogether = batched((items: WantedTurn[]) => readSoon((tx) => loadTurns(tx, items)))
  return {
    ...openPeople(database, ids),
    ...openDeskData(database, { ids, hash }),
    ...openSlack(database, ids),
    ...openCampaigns(database, { ids, hash }),
    ...openAudience(database),
    ...openMemory(database, { ids, hash, onErased, draws: () => burst() !== undefined }),
    shared: database.liveWorkers !== undefined,
    async receive(message) {
      const receipt = await receiveTogether(message).catch((error: Error) => {
        throw database.refusesData(error) ? new Terminal(error.message, { cause: error }) : error
      })
      if (receipt.kind === 'stored' && receipt.dueAt !== undefined) database.announce(receipt.dueAt)
      return receipt
    },
    hearEcho: (echo) =>
      write((tx) => hearEcho(tx, echo, { ids, hash, burst: burst() })).catch((error: Error) => {
        throw database.refusesData(error) ? new Terminal(error.message, { cause: error }) : error
      }),
    keepPast: (talk) => write((tx) => keepPast(tx, talk, { ids, hash })),
    nameContact: (named) => write((tx) => nameContact(tx, named, hash)),
    moveControl: (moved) => write((tx) => moveControl(tx, moved, { ids, hash })),
    applyStatus: batched((items) => write((tx) => applyStatuses(tx, items, ids, clock.now()))),
    forgetOrphans: (before) => write((tx) => forgetOrphans(tx, before)),
    keepNotice: batched((items) => write((tx) => keepNotices(tx, items, { ids, hash }))),
    loadNotice: (key) => read((tx) => loadNotice(tx, key, hash)),
    finishNotice: (work) => write((tx) => finishNotice(tx, work)),
    forgetNotices: (before) => write((tx) => forgetNotices(tx, before)),
    keepStray: batched((items) => write((tx) => keepStrays(tx, items, { ids, hash }))),
    straysOf: (numbers) => read((tx) => straysOf(tx, numbers, hash)),
    forgetStray: (id) => write((tx) => forgetStray(tx, id)),

    lineOf: (conversation) => readSoon((tx) => lineOf(tx, conversation)),
    nextOn: batched((items) => readSoon((tx) => nextOn(tx, items))),
    loadTurn: ({ business, id }, history) => loadTogether({ business, id, history }),
    commitTurn: batched((items) => write((tx) => commitTurns(tx, items, { burst: burst() }))),
    keepHeartbeats: (kept) => write((tx) => keepHeartbeats(tx, kept, ids)),
    heartbeat: (key) => read((tx) => heartbeat(tx, key)),
    keepRecipient: (given) => write((tx) => keepRecipient(tx, given)),
    firstToWrite: (given) => read((tx) => firstToWrite(tx, given)),
    talkWith: (given) => write((tx) => talkWith(tx, given, ids)),
    passOver: (given) => write((tx) => passOver(tx, given)),
    followUps: (conversation) => read((tx) => followUps(tx, conversation)),
    cancelFollowUp: (options) => write((tx) => cancelFollowUp(tx, options)),
    endFollowUps: (options) => write((tx) => endFollowUps(tx, options)),
    failTurn: (failed) => write((tx) => failTurn(tx, failed)),

    beginCall: (begin) => write((tx) => beginCall(tx, begin)),
    endCall: (end) => write((tx) => endCall(tx, end)),
    callsOf: (conversation, since) => readSoon((tx) => callsOf(tx, conversation, since)),
    keepRun: (run) => write((tx) => keepRun(tx, run)),
    runsOf: (conversation) => read((tx) => runsOf(tx, conversation)),
    run: (options) => read((tx) => runOf(tx, options)),
    usage: (query) => read((tx) => usage(tx, query)),
    forgetRuns: (before) => write((tx) => forgetRuns(tx, before)),

    acknowledge: (acknowledgement) => write((tx) => acknowledge(tx, acknowledgement)),
    async say(utterance) {
      const said = await write((tx) => say(tx, utterance, ids))
      if (said.kind === 'queued') database.announce(utterance.now)
      return said
    },

    // A power cut may forget a file: it is fetched again.
    keepAttachment: (kept) => writeSoon((tx) => keepAttachment(tx, kept)),
    attachment: (conversation, medium) => readSoon((tx) => attachment(tx, conversation, medium)),
    attachmentsOf: (conversation, since) => readSoon((tx) => attachmentsOf(tx, conversation, since)),
    forgetAttachments: (before) => write((tx) => forgetAttachments(tx, before)),

    eventsAfter: (query) => read((tx) => eventsAfter(tx, query)),
    eventsBefore: (query) => read((tx) => eventsBefore(tx, query)),
    async forgetEvents(business, before) {
      while (await write((tx) => forgetSomeEvents(tx, business, before)));
    },
    onEvents: database.onTold,
    mention: database.mention,
    onMention: database.onMentioned,
    lastWritten: (conversation) => readSoon((tx) => lastWritten(tx, conversation)),

    untold: (query) => read((tx) => untold(tx, query)),
    told: (news) => write((tx) => told(tx, news)),

    leaveParked: (leaving) => write((tx) => leaveParked(tx, leaving, { ids, burst: burst() })),
    loadPost: (key) => read((tx) => loadPost(tx, key)),
    finishPost: (work, now) => write((tx) => finishPost(tx, work, now)),

    claimNextSend: batched((items) => write((tx) => claimNextSends(tx, items, ids))),
    // Forgotten in a power cut, it is found out again from the statuses.
    recordSend: batched((items) => writeSoon((tx) => recordSends(tx, items, ids))),

    claimWork: (claim) => writeSoon((tx) => claimWork(tx, claim)),
    renewLeases: (options) => writeSoon((tx) => renewLeases(tx, options)),
    letGo: (work) => write((tx) => letGo(tx, [work])),
    putBack: (work, options) => write((tx) => putBack(tx, work, options)),
    putOff: (work, dueAt) => write((tx) => putOff(tx, work, dueAt)),
    async reap(now) {
      const { liveWorkers } = database
      return write(async (tx) => {
        await joinLateOrphans(tx, ids, now)
        return reap(tx, { alive: liveWorkers ? await liveWorkers(tx) : [], now })
      })
    },
    onWorkElsewhere: database.onAnnounced,

    pausedLines: () => read(pausedLines),
    pauseLine: (fault) => write((tx) => pauseLines(tx, [fault])),
    resumeLine: ({ business, line, now }) => write((tx) => resumeLines(tx, [{ business, line }], now)),
    probePausedLines: (now) => write((tx) => probeNow(tx, now)),
    unconfirmed: () => read(unconfirmed),
    settleUnconfirmed: (options) => write((tx) => settleUnconfirmed(tx, options)),

    keepTemplates: (synced) => write((tx) => keepTemplates(tx, synced)),
    keepTemplateNews: (told) => write((tx) => keepTemplateNews(tx, told)),
    templatesNamed: (key) => read((tx) => templatesNamed(tx, key)),
    templatesOf: (business) => read((tx) => templatesOf(tx, business)),
    findCustomer: (business, name) => read((tx) => findCustomer(tx, { business, name }, hash)),
    changeIdentity: (change) => write((tx) => changeIdentity(tx, change, { ids, hash })),
    identityQuestions: (business) => read((tx) => identityQuestions(tx, business)),
    decideIdentity: (decision) => write((tx) => decideIdentity(tx, decision, ids)),
    undoIdentity: (options) => write((tx) => undoIdentity(tx, options, { ids, hash })),

    passBaton: (pass) => write((tx) => passBaton(tx, pass, ids)),
    release: (options) => write((tx) => release(tx, { source: 'command line', ...options }, ids)),
    replyAsTeammate: (reply) => write((tx) => replyAsTeammate(tx, reply, { ids, burst: burst() })),
    failedContent: (key, delivery) => read((tx) => failedContent(tx, key, delivery)),
    takeBack: (options) => write((tx) => takeBack(tx, options)),
    keepPrivateNote: (note) => write((tx) => keepPrivateNote(tx, note)),
    privateFile: (key, wanted) => read((tx) => privateFile(tx, key, wanted)),

    handoffs: (of) => read((tx) => handoffs(tx, of)),
    handoff: (key) => read((tx) => handoff(tx, key)),
    stepsOf: (key) => read((tx) => stepsOf(tx, key)),
    waitingCase: (key) => read((tx) => waitingCase(tx, key)),
    tended: (key) => read((tx) => tended(tx, key)),
    warnWindow: (warning) => write((tx) => warnWindow(tx, warning, ids)),
    alert: (alerting) => write((tx) => alert(tx, alerting, ids)),
    loadCase: (key) => read((tx) => loadCase(tx, key)),
    keepBriefing: (kept) => write((tx) => keepBriefing(tx, kept)),
    finishBrief: (work) => write((tx) => putOff(tx, work, undefined)),
    oweBriefing: (key, dueAt) => write((tx) => oweBriefing(tx, key, dueAt)),
    briefing: (key) => read((tx) => briefing(tx, key)),
    conversation: (key, person) => read((tx) => conversation(tx, key, person)),
    async conversations(query) {
      const among = await conversationsNamed({ read, breathe: clock.breathe }, query)
      return read((tx) => conversations(tx, query, among))
    },
    counts: (query) => read((tx) => counts(tx, query)),
    markSeen: (reader, position) => writeSoon((tx) => markSeen(tx, reader, position)),
    drafts: (reader) => read((tx) => draftsOf(tx, reader)),
    keepDraft: (reader, mode, draft) => write((tx) => keepDraft(tx, reader, mode, draft)),
    runBehind: (key, message) => read((tx) => runBehind(tx, key, message)),
    thread: (key, page) => read((tx) => thread(tx, key, page)),
    wamidOf: (key, message) => read((tx) => wamidOf(tx, key, message)),
    deadLetters: () => read(deadLetters),
    replay: (letter, now) => write((tx) => replay(tx, letter, now)),
    watched: (before) => read((tx) => watched(tx, before)),
    handOffLost: (lost) => write((tx) => handOffLost(tx, lost)),
    raiseAlarm: (alarm) => write((tx) => raiseAlarm(tx, alarm)),
    calmAlarms: () => write(calmAlarms),
    promiseLost: (options) => write((tx) => promiseLost(tx, options)),
    tendAll: (now) => write((tx) => tendAll(tx, now)),
    figures: (now) => read((tx) => figures(tx, now)),
    async close() {
      // What was asked before is still answered: an acknowledgement may hang on it.
      for (const batch of batches) await batch.idle()
      await database.close()
    },
  }
}
