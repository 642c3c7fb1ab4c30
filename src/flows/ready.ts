import type { Line } from '../domain/line.ts'
import type { Outbound } from '../domain/outbound.ts'
import { split } from '../domain/split.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'whatsapp' | 'templates'>

/** As WhatsApp takes it: marks instead of Markdown, long texts in parts. What it would refuse never gets on its way. */
export async function ready(world: Needs, line: Line, messages: readonly Outbound[]): Promise<readonly Outbound[]> {
  const parts = messages.flatMap((message) => partsOf(world.whatsapp, message))
  const faults: string[] = []
  for (const [index, part] of parts.entries()) {
    const verdict = await faultsOf(world, line, part)
    faults.push(...verdict.faults)
    if (part.kind === 'template' && verdict.words) parts[index] = { ...part, words: verdict.words }
  }
  if (faults.length > 0) throw new Error(`WhatsApp would refuse the reply: ${faults.join('; ')}`)
  return parts
}

/** What WhatsApp would refuse in one message, by its limits and by what it has approved. */
export async function faultsOf({ whatsapp, templates }: Needs, line: Line, message: Outbound) {
  const { faults, words } = await templates.check(line, message)
  return { faults: [...whatsapp.faults(message), ...faults], words }
}

function partsOf({ format }: Needs['whatsapp'], message: Outbound): Outbound[] {
  if (message.kind === 'text') {
    const { quotes, ...unquoted } = message
    return split(format(message.text)).map((text, index) => ({ ...(index === 0 ? message : unquoted), text }))
  }
  if (message.kind === 'buttons' || message.kind === 'list' || message.kind === 'link')
    return [{ ...message, body: format(message.body) }]
  if (message.kind === 'audio' && message.words) return [{ ...message, words: format(message.words) }]
  if ('caption' in message && message.caption) return [{ ...message, caption: format(message.caption) }]
  return [message]
}
