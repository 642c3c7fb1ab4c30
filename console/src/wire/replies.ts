import type { Outbound, Suggestion, ThreadEntry, UploadedFile, Wish } from '../../../src/http/wire.ts'
import { type Holding, showHolding } from './acts.ts'
import { post, Refused, Unreachable } from './ask.ts'
import { bringBack } from './drafts.ts'
import { patchUnsent } from './messages.ts'
import { queries } from './queries.ts'
import { renewThread } from './thread-pages.ts'

/** What is sent, and what was seen by whoever decided to. */
export interface Sending {
  /** One for each attempt: asked again because nobody answered, nothing is said twice. */
  readonly id: string
  readonly text?: string | undefined
  readonly content?: Outbound | undefined
  readonly replyTo?: string | undefined
  readonly seen: number
  readonly epoch: number
  readonly over?: boolean | undefined
  readonly drafted?: boolean | undefined
  readonly hold?: number | undefined
  /** Where the window is closed it waits for the customer to write. */
  readonly whenClosed?: 'park' | undefined
}

export interface Sent {
  readonly messages: readonly string[]
  /** Undefined where it waits for the customer. */
  readonly leavesAt?: number
  readonly onTheWire: readonly string[]
  readonly state: Holding
}

/** How what was sent from here had begun, for as long as it may be taken back. */
const begun = new Map<string, Pick<Sending, 'drafted' | 'replyTo'>>()

export async function sendReply(conversation: string, sending: Sending): Promise<Sent> {
  try {
    const sent = await post<Sent>(`/api/conversations/${conversation}/replies`, sending)
    showHolding(conversation, sent.state)
    if (sent.messages[0]) begun.set(sent.messages[0], sending)
    return sent
  } catch (error) {
    if (error instanceof Refused && error.told.state) {
      showHolding(conversation, error.told.state as Holding)
      // Whatever they have not seen is shown, also where the live stream is cut off.
      void renewThread(conversation)
      void queries.invalidateQueries({ queryKey: ['conversation', conversation] })
    }
    throw error
  }
}

/** What a refusal says that somebody has said meanwhile. */
export const newerIn = ({ told }: Refused): readonly ThreadEntry[] => (told.newer ?? []) as readonly ThreadEntry[]
export const holdingIn = ({ told }: Refused) => told.state as Holding | undefined

interface TakenBack {
  /** With all its parts. */
  readonly messages: readonly string[]
  readonly text: string | undefined
  readonly contents: readonly Outbound[]
}

/** Takes back what has not left yet: its words are a draft again, there where they were written. */
export async function takeBack(
  { person, conversation }: { readonly person: string; readonly conversation: string },
  message: string,
): Promise<{ readonly hasWords: boolean }> {
  const { messages, text, contents } = await post<TakenBack>(
    `/api/conversations/${conversation}/messages/${message}/undo`,
  )
  patchUnsent(conversation, messages)
  const words = text ?? captionOf(contents)
  const { drafted = false, replyTo } = begun.get(message) ?? {}
  if (words) bringBack({ person, conversation, mode: 'reply' }, { text: words, drafted, replyTo })
  return { hasWords: words !== undefined }
}

const captionOf = (contents: readonly Outbound[]) =>
  contents.flatMap((one) => ('caption' in one && one.caption ? [one.caption] : []))[0]

/** Files of a note go with it, and nowhere else. */
export async function sendNote(
  conversation: string,
  { id, text, files }: { readonly id: string; readonly text: string; readonly files: readonly File[] },
): Promise<void> {
  const form = new FormData()
  form.set('id', id)
  form.set('text', text)
  for (const file of files) form.append('files', file)
  await post(`/api/conversations/${conversation}/notes`, form)
  void renewThread(conversation)
  void queries.invalidateQueries({ queryKey: ['handoff'] })
}

/** Words for a teammate to edit: new ones, or theirs written otherwise. */
export const suggest = async (conversation: string, asked: { readonly wish?: Wish; readonly text?: string }) =>
  (await post<{ suggestion: Suggestion }>(`/api/conversations/${conversation}/suggestion`, asked)).suggestion

/** A file for the customer, with how much of it is there (0 to 1). `fetch` does not tell how far an upload is. */
export function upload(
  conversation: string,
  file: File,
  { onProgress, signal }: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/conversations/${conversation}/files`)
    request.responseType = 'json'
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onload = () => {
      const told = (request.response ?? {}) as Record<string, unknown>
      if (request.status < 300) resolve(told.file as UploadedFile)
      else reject(new Refused(request.status, told))
    }
    request.onerror = () => reject(new Unreachable())
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.set('file', file)
    request.send(form)
  })
}

/** Also where the page came over plain HTTP from another computer, where browsers have no `randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Asks Meta what it has approved by now. */
export async function syncTemplates(): Promise<void> {
  const { ok } = await post<{ ok: boolean }>('/api/templates/sync')
  await queries.invalidateQueries({ queryKey: ['templates'] })
  if (!ok) throw new Refused(502, {})
}
