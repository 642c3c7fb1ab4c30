import { createHash } from 'node:crypto'
import type { Agenda } from './agenda.ts'
import type { Identifiers } from './identifiers.ts'

/** A file on Meta's servers, found by its id. */
export interface Medium {
  readonly id: string
  readonly bytes: Uint8Array
  /** As webhooks write it: `image/jpeg`, `audio/ogg; codecs=opus`. */
  readonly mime: string
  readonly filename: string | undefined
  /** Phone number id; undefined where any of the business's numbers may fetch it. */
  readonly line: string | undefined
  /** At this time the id is forgotten. */
  readonly until: number
}

/** What a webhook tells of a file; the message adds its own fields (`caption`, `filename`, `voice`). */
export interface InboundMedium {
  readonly id: string
  readonly mime_type: string
  /** Base64 here; the same hash is written in hex where Graph describes the file. */
  readonly sha256: string
  /** Valid for five minutes, and only with the bearer token. */
  readonly url: string
}

export interface PhoneFile {
  readonly bytes: Uint8Array
  readonly mime: string
  readonly filename?: string
  /** Phone number id of the line it is sent to: only that number's token fetches it. */
  readonly line?: string
}

export interface Media {
  /** Puts a file of a customer's phone on Meta's servers, for a message that carries it. */
  fromPhone(file: PhoneFile): InboundMedium
  /** A file of the business. */
  fromBusiness(file: PhoneFile): Medium
  /** The file, as long as its id lives. */
  find(id: string): Medium | undefined
  remove(id: string): void
  /** An address of the file that works for five minutes. */
  urlOf(medium: Medium): string
  /** The file behind such an address, or nothing when it is wrong or too old. */
  behind(query: URLSearchParams): Medium | undefined
  clear(): void
}

export const MEDIA_PATH = 'whatsapp_business'

const DAY_MS = 24 * 60 * 60 * 1000
const UPLOAD_LIVES_MS = 30 * DAY_MS
const INBOUND_LIVES_MS = 7 * DAY_MS
const URL_LIVES_MS = 5 * 60 * 1000

interface Needs {
  readonly agenda: Pick<Agenda, 'now'>
  readonly identifiers: Pick<Identifiers, 'number'>
  /** Where Graph is reached, without a slash at the end. */
  readonly graphUrl: () => string
}

export function createMedia({ agenda, identifiers, graphUrl }: Needs): Media {
  const files = new Map<string, Medium>()

  function keep({ bytes, mime, filename, line }: PhoneFile, livesMs: number): Medium {
    const medium = { id: identifiers.number(), bytes, mime, filename, line, until: agenda.now() + livesMs }
    files.set(medium.id, medium)
    return medium
  }

  function find(id: string) {
    const medium = files.get(id)
    if (medium && agenda.now() >= medium.until) files.delete(id)
    return files.get(id)
  }

  const media: Media = {
    fromPhone(file) {
      const medium = keep(file, INBOUND_LIVES_MS)
      return { id: medium.id, mime_type: medium.mime, sha256: digest(medium, 'base64'), url: media.urlOf(medium) }
    },
    fromBusiness: (file) => keep(file, UPLOAD_LIVES_MS),
    find,
    remove: (id) => void files.delete(id),
    urlOf({ id }) {
      const until = Math.ceil((agenda.now() + URL_LIVES_MS) / 1000)
      return `${graphUrl()}/${MEDIA_PATH}/attachments/?mid=${id}&ext=${until}&hash=${seal(id, String(until))}`
    },
    behind(query) {
      const [id, until] = [query.get('mid') ?? '', query.get('ext') ?? '']
      if (query.get('hash') !== seal(id, until) || agenda.now() >= Number(until) * 1000) return undefined
      return find(id)
    },
    clear: () => files.clear(),
  }
  return media
}

export const digest = ({ bytes }: Pick<Medium, 'bytes'>, form: 'hex' | 'base64') =>
  createHash('sha256').update(bytes).digest(form)

/** Keeps an address from being made up or prolonged; it guards no secret. */
const seal = (id: string, until: string) => createHash('sha256').update(`simulated ${id} ${until}`).digest('base64url')
