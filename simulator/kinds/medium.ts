import type { Medium } from '../media.ts'
import { bareType, fits, MEDIA_LIMITS, type MediaClass } from '../media-limits.ts'
import type { Sending } from '../message-kind.ts'
import type { Parameter } from '../parameter.ts'
import { contradicts, type Sniffed, sniff } from '../sniff.ts'

const LONGEST_CAPTION = 1024

/** A file by `id`, which must be there and be of this class, or by `link`, which Meta fetches itself. */
export function readMedium(
  content: Parameter,
  kind: MediaClass,
  { media, line }: Pick<Sending, 'media' | 'line'>,
): { medium: Medium; seen: Sniffed } | undefined {
  content.fields()
  const id = content.at('id').ifGiven()
  const link = content.at('link').ifGiven()
  if (id && link) link.wrong('must not be given together with an id')
  if (!id) {
    if (!link) return content.at('id').missing()
    link.link()
    return undefined
  }
  const medium = media.find(id.text())
  if (!medium || (medium.line !== undefined && medium.line !== line.phoneNumberId)) {
    return id.wrong(`is "${String(id.value)}", and no such media exists or it has expired`)
  }
  const seen = sniff(medium.bytes)
  if (!fits(kind, medium.mime)) {
    id.wrong(`is a file of type ${medium.mime}, which is not supported for ${kind}`, 131053)
  }
  const { largest } = MEDIA_LIMITS[kind]
  if (medium.bytes.length > largest) {
    id.wrong(`is a file of ${medium.bytes.length} bytes; ${kind} may have at most ${largest}`, 131053)
  }
  if (contradicts(bareType(medium.mime), seen)) {
    id.wrong(`is a file of type ${seen.mime} that was uploaded as ${medium.mime}`, 131053)
  }
  return { medium, seen }
}

/** The words of a captioned file. */
export function readCaption(content: Parameter, nameless: string): string {
  return content.at('caption').ifGiven()?.text({ longest: LONGEST_CAPTION }) ?? nameless
}
