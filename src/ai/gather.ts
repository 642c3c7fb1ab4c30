import type { FilePart, LanguageModel, TextPart } from 'ai'
import type { AgentDefinition } from '../domain/agent.ts'
import type { Content, Medium } from '../domain/content.ts'
import type { Guard } from '../domain/guard.ts'
import type { MediaFailure, Transcriber } from '../domain/media.ts'
import { failureText } from '../domain/media-failure.ts'
import type { Recollection } from '../domain/memory/recollection.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import type { TextName } from '../domain/texts.ts'
import type { Turn } from '../domain/turn.ts'
import type { AgentNeeds } from './agent-needs.ts'
import type { Deadline } from './deadline.ts'
import { toParts } from './media-parts.ts'
import { recall } from './recall.ts'

type MediaContent = Extract<Content, { medium: Medium }>

/** What a run begins with. */
export interface Gathered {
  readonly model: LanguageModel
  readonly parts: readonly (TextPart | FilePart)[]
  readonly guard: Guard
  readonly recollection: Recollection
  /** There is nothing a model could answer: the customer reads this sentence. */
  readonly instead: Exclude<TextName, 'notAllowed'> | undefined
}

/** Fetches what came with the messages, picks the model that can read it, and puts the guard before both. */
export async function gather(
  definition: AgentDefinition,
  turn: Turn,
  needs: AgentNeeds,
  deadline: Deadline,
): Promise<Gathered> {
  const { messages, bound } = turn
  const hasImages = messages.some(holdsImage)
  const { model, sees } = needs.models.forRun(definition.model, {
    hasImages,
    trace: bound.trace,
    deadline: deadline.at,
    signal: deadline.signal,
  })
  const transcribe = transcriberOf(definition, needs)
  const read = await deadline.within(
    Promise.all(
      messages.map((message) =>
        toParts(message, {
          sees,
          file: bound.file,
          readDocument: needs.readDocument,
          clock: needs.clock,
          signal: deadline.signal,
          ...(transcribe && { transcribe }),
        }),
      ),
    ),
  )
  const failures = read.flatMap((one) => one.failures)
  for (const note of read.flatMap(({ notes }) => notes)) bound.trace.note(note)
  for (const { because, reason } of failures) bound.trace.note(`a file could not be had (${because}): ${reason}`)

  const recollection = await recall(turn, definition)
  // What was said with this customer on other lines is theirs as well.
  const known = [...read.flatMap(({ parts }) => parts.flatMap(wordsIn)), ...recollection.lines.map(({ text }) => text)]
  const guard = guardFor(definition, turn, needs, known)
  const parts = read.flatMap((one, index) => one.parts.map((part) => guarded(part, guard, messages[index]!)))
  const used = recollection.lines.map(({ id, kind, text, line }) => ({
    id,
    kind,
    text: guard.input(text),
    ...(line !== undefined && { line }),
  }))
  bound.trace.memory({ used, withheld: recollection.withheld })
  const instead = messages.some(hasWords) ? undefined : insteadOf(failures, hasImages && !sees, messages)
  return { model, parts, guard, recollection, instead }
}

const wordsIn = (part: TextPart | FilePart) => (part.type === 'text' ? [part.text] : [])

/** Long texts of the customer are cut; a document has a measure of its own. */
function guarded(part: TextPart | FilePart, guard: Guard, { content }: TranscriptMessage): TextPart | FilePart {
  if (part.type !== 'text') return part
  const typed = content === undefined || !('medium' in content)
  // Half of a number would be no number any more: it is hidden before it can be cut.
  const hidden = guard.input(part.text)
  return { ...part, text: typed ? guard.cut(hidden) : hidden }
}

type Guarded = Pick<Turn, 'history' | 'customer'> & { readonly bound: Pick<Turn['bound'], 'trace'> }

/** `read`: what else of the customer's own is known. */
export function guardFor(
  definition: AgentDefinition,
  turn: Guarded,
  { guard }: Pick<AgentNeeds, 'guard'>,
  read: readonly string[],
): Guard {
  const { history, customer, bound } = turn
  const said = history.filter(({ author }) => author === 'customer').map(({ text }) => text)
  const known = [customer.phone, customer.name].filter((value) => value !== undefined)
  return guard({
    guardrails: definition.guardrails,
    own: [...said, ...read, ...known],
    allowed: [definition.prompts.system, ...(definition.workspace?.texts ?? []), ...definition.guardrails.allow],
    trace: bound.trace,
  })
}

export function transcriberOf({ model: { transcription } }: AgentDefinition, { transcriber, models }: AgentNeeds) {
  if (transcriber) return transcriber
  if (!transcription) return undefined
  const transcribe: Transcriber = (audio, signal) => models.transcribe(transcription, audio, signal)
  return transcribe
}

/** A picture may come as a document as well. */
const holdsImage = ({ content }: TranscriptMessage) =>
  content !== undefined && 'medium' in content && (isSticker(content) || isPicture(content))
const isSticker = ({ kind, medium }: MediaContent) => kind === 'sticker' && !medium.animated
const isPicture = ({ kind, medium }: MediaContent) =>
  kind === 'image' || (kind === 'document' && medium.mime.startsWith('image/'))

/** Something to answer besides a file: a text, a caption, a choice. */
function hasWords({ content, text, deleted }: TranscriptMessage): boolean {
  if (deleted || content === undefined) return text.trim() !== ''
  if (!('medium' in content)) return true
  return 'caption' in content && Boolean(content.caption?.trim())
}

/** A sticker that cannot be seen needs no excuse: a model answers it in words. */
function insteadOf(failures: readonly MediaFailure[], unseen: boolean, messages: readonly TranscriptMessage[]) {
  if (failures.length > 0 && failures.length >= messages.length) return failureText(failures[0]!)
  return unseen && messages.every(({ content }) => content?.kind === 'image') ? 'cannotSee' : undefined
}
