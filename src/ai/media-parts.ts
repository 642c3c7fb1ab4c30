import type { FilePart, TextPart } from 'ai'
import type { Content, Medium } from '../domain/content.ts'
import { typeOfBytes } from '../domain/file-type.ts'
import type { FetchedFile, MediaFailure, Transcriber } from '../domain/media.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import type { Clock } from '../flows/world.ts'
import type { ReadDocument } from './documents/reader.ts'
import {
  captionInWords,
  documentInWords,
  eventInWords,
  failureInWords,
  fileInWords,
  quoteInWords,
  transcriptInWords,
} from './media-words.ts'
import { transcribe } from './transcribe.ts'

export type { ReadDocument } from './documents/reader.ts'

export interface MediaSenses {
  /** Whether the model sees images. */
  readonly sees: boolean
  readonly file: (medium: Medium) => Promise<FetchedFile | MediaFailure>
  readonly readDocument: ReadDocument
  readonly transcribe?: Transcriber | undefined
  /** So many bytes of an image the model takes at most. */
  readonly maxImage?: number | undefined
  readonly clock: Pick<Clock, 'after'>
  readonly signal: AbortSignal
}

export interface MediaParts {
  readonly parts: readonly (TextPart | FilePart)[]
  /** Files that could not be had: the customer may be told. */
  readonly failures: readonly MediaFailure[]
  /** Images that arrived, seen or not; a sticker counts only where it is seen. */
  readonly images: number
  /** For the trace: what could not be read or heard, and why. */
  readonly notes: readonly string[]
}

type MediaContent = Extract<Content, { medium: Medium }>
/** What a medium has become. */
type Sensed = Partial<MediaParts> & { readonly parts: MediaParts['parts'] }

/** What models see of; the first frame of what moves tells little. */
const SEEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/**
 * One message as a model reads it: its words, and its file as an image or in words. Whatever strangers have chosen, names
 * and texts, stands in it as data.
 */
export async function toParts(message: TranscriptMessage, senses: MediaSenses): Promise<MediaParts> {
  const { content, quoted } = message
  const before = quoted ? [quoteInWords(quoted)] : []
  if (!content || !('medium' in content)) {
    return { parts: joined([...before, eventInWords(message)]), failures: [], images: 0, notes: [] }
  }
  const { parts, failures = [], images = 0, notes = [] } = await sense(content, senses)
  return { parts: joined([...before, ...parts, ...captionInWords(content)]), failures, images, notes }
}

async function sense(content: MediaContent, senses: MediaSenses): Promise<Sensed> {
  const file = await senses.file(content.medium)
  senses.signal.throwIfAborted()
  if (file.kind === 'failed') return { parts: [text(failureInWords(content, file))], failures: [file] }
  // A picture may come as a document as well, and a document calls itself what it likes.
  const type = typeOfBytes(file.bytes)
  if (content.kind === 'image' || content.kind === 'sticker' || type?.startsWith('image/'))
    return look(content, file, type, senses)
  if (content.kind === 'audio') return listen(content, file, senses)
  if (content.kind === 'document') return read(content, file, senses)
  return { parts: [text(fileInWords(content, file))] }
}

function look(content: MediaContent, file: FetchedFile, type: string | undefined, senses: MediaSenses): Sensed {
  if (content.kind === 'sticker' && content.medium.animated) return { parts: [text(fileInWords(content, file))] }
  if (type === undefined || !SEEN.has(type)) {
    if (content.kind === 'document') return { parts: [text(fileInWords(content, file))] }
    const failure: MediaFailure = {
      kind: 'failed',
      because: 'wrong-type',
      reason: `an image of type ${type ?? file.mime}`,
    }
    return { parts: [text(failureInWords(content, failure))], failures: [failure] }
  }
  if (!senses.sees) return { parts: [text(fileInWords(content, file))], images: content.kind === 'sticker' ? 0 : 1 }
  const size = file.bytes.byteLength
  if (senses.maxImage !== undefined && size > senses.maxImage) {
    const reason = `an image of ${size} bytes, the model takes ${senses.maxImage}`
    const failure: MediaFailure = { kind: 'failed', because: 'too-large', reason }
    return { parts: [text(failureInWords(content, failure))], failures: [failure] }
  }
  return { parts: [{ type: 'file', mediaType: type, data: { type: 'data', data: file.bytes } }], images: 1 }
}

async function listen(content: MediaContent, file: FetchedFile, senses: MediaSenses): Promise<Sensed> {
  const plain = text(fileInWords(content, file))
  if (!senses.transcribe) return { parts: [plain] }
  const heard = await transcribe(senses.transcribe, { file, signal: senses.signal, clock: senses.clock })
  if (heard.kind === 'heard') return { parts: [text(transcriptInWords(content, heard.text))] }
  return { parts: [plain], notes: [`a recording could not be transcribed: ${heard.reason}`] }
}

async function read(content: MediaContent, file: FetchedFile, senses: MediaSenses): Promise<Sensed> {
  const told = await senses.readDocument(file, senses.signal)
  if (told.kind === 'text') return { parts: [text(documentInWords(content, file, told))] }
  if (told.kind === 'unread') return { parts: [text(fileInWords(content, file))] }
  return {
    parts: [text(fileInWords(content, file, told.words))],
    notes: [`a document could not be read: ${told.reason}`],
  }
}

const text = (words: string): TextPart => ({ type: 'text', text: words })

/** Words that follow each other are one part: not every server takes several. */
function joined(pieces: readonly (string | TextPart | FilePart)[]): (TextPart | FilePart)[] {
  const parts: (TextPart | FilePart)[] = []
  for (const piece of pieces) {
    const part = typeof piece === 'string' ? text(piece) : piece
    const last = parts.at(-1)
    if (last?.type === 'text' && part.type === 'text') parts[parts.length - 1] = text(`${last.text}\n${part.text}`)
    else parts.push(part)
  }
  return parts
}
