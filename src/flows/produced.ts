import type { Line } from '../domain/line.ts'
import type { MediaFailure } from '../domain/media.ts'
import type { MediaSource, Outbound } from '../domain/outbound.ts'
import type { Produced, ReplyPart } from '../domain/turn.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'whatsapp' | 'clock'>

/** Longer than this no customer waits for a picture; the words go out without it. */
const UPLOAD_LIMIT_MS = 60_000
/** Where the words say the same nobody waits long for the voice. */
const VOICE_LIMIT_MS = 10_000

/** Brings the files of a reply to WhatsApp. Where that fails the words that belong to a file go out alone. */
export async function uploadProduced(
  world: Needs,
  line: Line,
  parts: readonly ReplyPart[],
): Promise<{ parts: readonly Outbound[]; failures: readonly MediaFailure[] }> {
  const failures: MediaFailure[] = []
  const uploaded = await Promise.all(
    parts.map(async (part): Promise<readonly Outbound[]> => {
      if (part.kind !== 'produced') return [part]
      const answer = await upload(world, line, part)
      if (answer.kind === 'uploaded') return messagesOf(world, part, answer)
      failures.push(answer)
      return writtenOf(part)
    }),
  )
  return { parts: uploaded.flat(), failures }
}

type Answer = Awaited<ReturnType<World['whatsapp']['media']['upload']>>

/** What may pass is tried once more; an upload that nobody uses costs nothing. */
async function upload({ whatsapp, clock }: Needs, line: Line, { file, transcript }: Produced): Promise<Answer> {
  const late = withinLimit(clock, transcript ? VOICE_LIMIT_MS : UPLOAD_LIMIT_MS)
  const attempt = () => Promise.race([whatsapp.media.upload(line, file), late.passed])
  try {
    const first = await attempt()
    return first.kind === 'failed' && first.because === 'unreachable' && !late.isOver() ? await attempt() : first
  } catch (error) {
    return { kind: 'failed', because: 'unreachable', reason: String(error) }
  } finally {
    late.cancel()
  }
}

function withinLimit(clock: Needs['clock'], limitMs: number) {
  let over = false
  let cancel = () => {}
  const passed = new Promise<MediaFailure>((resolve) => {
    cancel = clock.after(limitMs, () => {
      over = true
      resolve({ kind: 'failed', because: 'unreachable', reason: `no answer within ${limitMs / 1000} s` })
    })
  })
  return { passed, cancel, isOver: () => over }
}

function messagesOf(
  { whatsapp }: Pick<World, 'whatsapp'>,
  part: Produced,
  { id, mime }: { id: string; mime: string },
): readonly Outbound[] {
  const bare = messageOf(part, { id }, mime)
  if (!part.caption) return [bare]
  // Sound and stickers show no words, and too many are refused: then they follow.
  if (bare.kind === 'image' || bare.kind === 'video' || bare.kind === 'document') {
    const captioned = { ...bare, caption: part.caption }
    if (whatsapp.faults(captioned).length === 0) return [captioned]
  }
  return [bare, ...wordsOf(part)]
}

function messageOf({ file, voice, transcript }: Produced, media: MediaSource, mime: string): Outbound {
  if (mime.startsWith('image/webp')) return { kind: 'sticker', media }
  if (mime.startsWith('image/')) return { kind: 'image', media }
  if (mime.startsWith('video/')) return { kind: 'video', media }
  if (mime.startsWith('audio/')) {
    const words = transcript?.trim() ? { words: transcript } : {}
    return { kind: 'audio', media, ...(voice && mime.startsWith('audio/ogg') && { voice }), ...words }
  }
  return { kind: 'document', media, ...(file.filename !== undefined && { filename: file.filename }) }
}

/** What is left of a file that could not be uploaded. */
const writtenOf = (part: Produced): readonly Outbound[] => [
  ...(part.transcript?.trim() ? [{ kind: 'text' as const, text: part.transcript }] : []),
  ...wordsOf(part),
]

const wordsOf = ({ caption }: Produced): readonly Outbound[] =>
  caption?.trim() ? [{ kind: 'text', text: caption }] : []
