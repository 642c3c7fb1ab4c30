import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { DraftMode, Drafts } from '../../../src/http/wire.ts'
import { ask, Refused } from './ask.ts'
import { serverNow } from './clock.ts'
import { patchConversation } from './live.ts'
import { draftsQuery, queries } from './queries.ts'

/** What somebody has begun to write: the words, the message they answer, whether they began as an agent's. */
export interface Written {
  readonly text: string
  readonly replyTo: string | undefined
  readonly drafted: boolean
}
export const NOTHING: Written = { text: '', replyTo: undefined, drafted: false }

/** Whose it is, where, and for whom: words never stand anywhere else, whoever is signed in and whatever is open. */
export interface DraftPlace {
  readonly person: string
  readonly conversation: string
  readonly mode: DraftMode
}

/** Written here and not yet known to be kept by the server. */
interface Unsaved {
  readonly place: DraftPlace
  written: Written
  due: ReturnType<typeof setTimeout> | undefined
  saving: Promise<void> | undefined
}

const AFTER_MS = 400
const unsaved = new Map<string, Unsaved>()
const watchers = new Set<() => void>()
const keyOf = ({ person, conversation, mode }: DraftPlace) => `${person} ${conversation} ${mode}`
const tell = () => {
  for (const watcher of watchers) watcher()
}
function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Of this device first: what the server answers may be older than the last key. `isReady` is false until it has answered. */
export function useDraft(place: DraftPlace) {
  const kept = useQuery({ ...draftsQuery(place.conversation), refetchOnWindowFocus: true })
  const own = useSyncExternalStore(watch, () => unsaved.get(keyOf(place))?.written)
  const written = own ?? kept.data?.[place.mode] ?? NOTHING
  const isReady = own !== undefined || !kept.isPending || kept.fetchStatus !== 'fetching'
  return { written, isReady }
}

export const draftAt = (place: DraftPlace): Written =>
  unsaved.get(keyOf(place))?.written ??
  queries.getQueryData<Drafts>(['drafts', place.conversation])?.[place.mode] ??
  NOTHING

export function write(place: DraftPlace, change: Partial<Written>): void {
  const written = { ...draftAt(place), ...change }
  const key = keyOf(place)
  const known: Unsaved = unsaved.get(key) ?? { place, written, due: undefined, saving: undefined }
  known.written = written
  unsaved.set(key, known)
  clearTimeout(known.due)
  known.due = setTimeout(() => void save(known), AFTER_MS)
  tell()
}

/** Words come back that were taken for said: before whatever was begun since. */
export function bringBack(place: DraftPlace, back: Written): void {
  const since = draftAt(place)
  write(place, {
    text: since.text.trim() ? `${back.text}\n${since.text}` : back.text,
    drafted: back.drafted || since.drafted,
    replyTo: back.replyTo ?? since.replyTo,
  })
}

function save(one: Unsaved, keepalive = false): Promise<void> {
  clearTimeout(one.due)
  one.due = undefined
  // One after the other, so that the last one wins.
  one.saving ??= put(one, keepalive).finally(() => {
    one.saving = undefined
  })
  return one.saving
}

async function put(one: Unsaved, keepalive: boolean): Promise<void> {
  const { place, written } = one
  const { text, replyTo, drafted } = written
  try {
    const body = { text, replyTo, drafted }
    await ask('PUT', `/api/conversations/${place.conversation}/drafts/${place.mode}`, { body, keepalive })
  } catch (error) {
    // They stay here. Where nobody answered, they are kept as soon as somebody does.
    if (!(error instanceof Refused)) one.due = setTimeout(() => void save(one), 5_000)
    return
  }
  if (one.written !== written) return put(one, keepalive)
  await settle(place, written)
}

/** The server has them: what it answers from now on is the truth, what it was asked before is not. */
async function settle(place: DraftPlace, written: Written): Promise<void> {
  const { conversation, mode } = place
  await queries.cancelQueries({ queryKey: ['drafts', conversation] })
  const key = keyOf(place)
  if (unsaved.get(key)?.written !== written) return
  const isEmpty = written.text.trim() === ''
  const isKnown = queries.getQueryData(['drafts', conversation]) !== undefined
  const drafts = queries.setQueryData<Drafts>(['drafts', conversation], (known) => ({
    ...known,
    [mode]: isEmpty ? undefined : { ...written, at: serverNow() },
  }))
  unsaved.delete(key)
  if (!isKnown) void queries.invalidateQueries({ queryKey: ['drafts', conversation] })
  patchConversation(conversation, (row) => ({ ...row, draft: Boolean(drafts?.reply ?? drafts?.note) }))
  tell()
}

/** Before words are sent: none of them may be kept as a draft after that, wherever their writer goes meanwhile. */
export async function holdStill(place: DraftPlace): Promise<void> {
  const one = unsaved.get(keyOf(place))
  if (!one) return
  const still = () => {
    clearTimeout(one.due)
    one.due = undefined
  }
  still()
  await one.saving
  still()
}

/** They could not be sent: what is still there is a draft again. */
export function goOn(place: DraftPlace): void {
  const one = unsaved.get(keyOf(place))
  if (one) one.due ??= setTimeout(() => void save(one), AFTER_MS)
}

/** They were sent: the server has dropped them with it. */
export async function forget(place: DraftPlace): Promise<void> {
  const one = unsaved.get(keyOf(place))
  clearTimeout(one?.due)
  unsaved.set(keyOf(place), { place, written: NOTHING, due: undefined, saving: undefined })
  tell()
  await settle(place, NOTHING)
}

/** Whatever is not kept yet, at once: another conversation is opened, or the page is left. */
export function saveNow(conversation?: string, keepalive = false): void {
  for (const one of unsaved.values())
    if (one.due !== undefined && (!conversation || one.place.conversation === conversation)) void save(one, keepalive)
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveNow(undefined, true)
})
window.addEventListener('pagehide', () => saveNow(undefined, true))
window.addEventListener('online', () => saveNow())
