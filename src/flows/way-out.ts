import type { Telling } from '../domain/follow-up.ts'
import type { Line } from '../domain/line.ts'
import type { Outbound } from '../domain/outbound.ts'
import { filledWith, pickTemplate, type UpdateTemplate } from '../domain/update-template.ts'
import { isWindowOpen } from '../domain/window.ts'
import { marketingRefusal } from './consent.ts'
import { ready } from './ready.ts'
import type { Said } from './segments.ts'
import { languageFor, sentenceFor } from './sentences.ts'
import type { OpenTurn } from './store.ts'
import type { World } from './world.ts'

/** How somebody can be told something that they have not just asked for. */
export type WayOut =
  | { readonly kind: 'text' }
  | { readonly kind: 'template'; readonly template: UpdateTemplate }
  | { readonly kind: 'none'; readonly because: string }

export type WayNeeds = Pick<
  World,
  'store' | 'clock' | 'whatsapp' | 'templates' | 'policy' | 'updateTemplates' | 'heartbeats'
>

interface Whom {
  readonly business: string
  readonly turn: OpenTurn
  readonly line: Line
  readonly agent: string
}

/** Inside the window in words; outside of it in the template of the agent, where there is one that may be sent. */
export async function wayOut(world: WayNeeds, { business, turn, line, agent }: Whom): Promise<WayOut> {
  if (isWindowOpen(turn.lastInboundAt, world.clock.now())) return { kind: 'text' }
  const closed = (because: string): WayOut => ({
    kind: 'none',
    because: `the 24-hour window is closed, and ${because}`,
  })
  const name = world.updateTemplates.get(agent)
  if (!name) return closed(`the agent ${agent} has no update_template`)
  if (!line.account) return closed('the line has no accountId, so that nothing is known of its templates')
  const { templates } = await world.store.templatesNamed({ business, account: line.account, name })
  const picked = pickTemplate(name, templates, languageFor(turn))
  if (picked.kind === 'none') return closed(picked.because)
  const { message } = filledWith(picked.template, '', sentenceFor(turn, world.policy.texts.updateWaiting))
  const refusal = await marketingRefusal(world, { business, customer: turn.customer.id }, [message])
  return refusal ? closed(refusal) : { kind: 'template', template: picked.template }
}

export const tellingBy = (way: Exclude<WayOut, { kind: 'none' }>): Telling =>
  way.kind === 'text' ? way : { kind: 'template', most: way.template.variable === undefined ? 0 : way.template.most }

/** What leaves by a template, and what could not be said in it. */
export async function inTemplate(
  world: WayNeeds,
  { turn, line }: Pick<Whom, 'turn' | 'line'>,
  template: UpdateTemplate,
  said: readonly Said[],
): Promise<{ readonly messages: readonly Said[]; readonly unsaid: string | undefined }> {
  // A template that the agent has chosen itself may leave as it is.
  if (said.length === 0 || said.every(({ content }) => content.kind === 'template'))
    return { messages: said, unsaid: undefined }
  const words = said.map(({ content }) => wordsOf(content))
  const isSayable = words.every((one) => one !== undefined)
  const text = said.map(({ content }, index) => words[index] ?? `[${content.kind}]`).join('\n')
  const short = sentenceFor(turn, world.policy.texts.updateWaiting)
  const filled = filledWith(template, isSayable ? text : '', short)
  const { message, unsaid } = isSayable ? filled : { ...filled, unsaid: true }
  const messages = await ready(world, line, [message])
  const { agent } = said[0]!
  return {
    messages: messages.map((content) => ({ content, ...(agent !== undefined && { agent }) })),
    unsaid: unsaid ? text : undefined,
  }
}

/** What a part says in words, also where it was to be spoken; a picture says nothing that a template could hold. */
function wordsOf(content: Outbound): string | undefined {
  if (content.kind === 'text') return content.text
  if (content.kind === 'audio') return content.words
  return 'body' in content && typeof content.body === 'string' ? content.body : undefined
}
