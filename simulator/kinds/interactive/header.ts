import type { Sending } from '../../message-kind.ts'
import type { Parameter } from '../../parameter.ts'
import { readMedium } from '../medium.ts'

export type HeaderFormat = 'text' | 'image' | 'video' | 'document'

export const TEXT_HEADER: readonly HeaderFormat[] = ['text']
export const ANY_HEADER: readonly HeaderFormat[] = ['text', 'image', 'video', 'document']

const LONGEST_TEXT = 60

export function readHeader(header: Parameter, formats: readonly HeaderFormat[], sending: Sending): string {
  if (!header.given) return ''
  if (formats.length === 0) header.wrong('is not supported for this type of interactive message')
  header.fields()
  const format = header.at('type').oneOf(formats)
  if (format === 'text') return header.at('text').text({ longest: LONGEST_TEXT })
  readMedium(header.at(format), format, sending)
  return `[${format}]`
}
