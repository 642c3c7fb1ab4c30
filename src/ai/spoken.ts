import type { AgentDefinition } from '../domain/agent.ts'
import type { Guard } from '../domain/guard.ts'
import type { ReplyPart, Turn } from '../domain/turn.ts'
import type { AgentNeeds } from './agent-needs.ts'
import { createDeadline, type Deadline } from './deadline.ts'

interface Speaking {
  readonly definition: Pick<AgentDefinition, 'voice'>
  readonly turn: Pick<Turn, 'messages' | 'bound'>
  readonly needs: Pick<AgentNeeds, 'models' | 'clock'>
  readonly guard: Pick<Guard, 'hide'>
  readonly deadline: Deadline
}

/** About a minute of listening; what is longer is sooner read. */
const MOST_CHARACTERS = 800
/** The same words can be read at once: longer than this nobody has to wait for a voice. */
const LIMIT_MS = 10_000
/** What is left of the turn's time for the words, where no voice came. */
const RESERVE_MS = 1_000

/** The answer as a voice note where the agent's plan says so. Whatever goes wrong, the words are there, and are sent. */
export async function spoken(
  reply: readonly ReplyPart[],
  { definition: { voice }, turn, needs: { models, clock }, guard, deadline }: Speaking,
): Promise<readonly ReplyPart[]> {
  const [part] = reply
  if (!voice || (voice.when === 'voice-note' && !endsInVoiceNote(turn))) return reply
  if (reply.length !== 1 || part?.kind !== 'text' || isForReading(part.text)) return reply
  const words = withoutMarks(part.text)
  if (!words) return reply
  const written = (why: string) => {
    turn.bound.trace.note(`the answer was written, not spoken: ${why}`)
    return reply
  }
  // A model of speech reads what the guard keeps from every model.
  if (guard.hide(part.text) !== part.text) return written('it holds personal data')
  const ms = Math.min(LIMIT_MS, deadline.at - clock.now() - RESERVE_MS)
  if (ms <= 0) return written('no time was left')
  const limit = createDeadline(deadline.signal, clock, ms)
  try {
    const file = await limit.within(models.speak(voice.model, words, voice.name, limit.signal))
    return [{ kind: 'produced', file, voice: true, transcript: part.text }]
  } catch (error) {
    deadline.signal.throwIfAborted()
    return written(error instanceof Error ? error.message : String(error))
  } finally {
    limit.cancel()
  }
}

function endsInVoiceNote({ messages }: Pick<Turn, 'messages'>): boolean {
  const content = messages.at(-1)?.content
  return content?.kind === 'audio' && content.medium.voice === true
}

/** An address is tapped or copied; `acme.com` and `help@acme.com` are some as well. */
const ADDRESS = /:\/\/|[\p{L}\d-]\.\p{L}{2,}/u

const isForReading = (text: string) => text.length > MOST_CHARACTERS || ADDRESS.test(text)

/** Marks and emoji would be read aloud. */
const withoutMarks = (text: string) =>
  text
    .replaceAll(/\p{RGI_Emoji}|^[ \t]*(?:#+|[\-*+>])[ \t]+|(?<![\p{L}\d])[*_~`]+|[*_~`]+(?![\p{L}\d])/gmv, '')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/[ \t]{2,}/g, ' ')
    .trim()
