import type { ConsentState } from './consent.ts'
import { mayBeMarketing } from './consent.ts'
import { type AtHand, type Filled, filled, isForPrograms } from './filling.ts'
import type { Template } from './outbound.ts'
import type { KnownTemplate } from './template.ts'
import { WINDOW_MS } from './window.ts'

/** What one message costs, by the list of prices of whoever asks. */
export interface Price {
  readonly amount: number
  readonly currency: string
}

export interface Standing {
  readonly lastInboundAt: number
  readonly now: number
  /** Until when Meta asks nothing for it: they came from an ad. It opens no window. */
  readonly freeUntil?: number | undefined
  /** What the customer waits for, in words where somebody has written them. */
  readonly owed: { readonly text: string | undefined } | undefined
  /** Those of the account of this line, in whatever state. */
  readonly templates: readonly KnownTemplate[]
  readonly consent: ConsentState | 'unknown'
  readonly customer: {
    readonly name: string | undefined
    /** What they write: a code such as `es`. */
    readonly language: string | undefined
    readonly phone: string | undefined
    readonly facts: ReadonlyMap<string, string>
    /** The business does not answer them. */
    readonly blocked: boolean
  }
  readonly price?: ((category: string) => Price | undefined) | undefined
}

/** What can be done for somebody who wrote more than a day ago: the likeliest first. */
export type Offer =
  /** The window is open: words of one's own still go. */
  | { readonly kind: 'write'; readonly why: string }
  /** What is written leaves when they write. */
  | { readonly kind: 'wait'; readonly why: string }
  | {
      readonly kind: 'template'
      readonly id: string
      readonly name: string
      readonly language: string
      readonly category: string
      /** Filled in; what is missing is empty in it. */
      readonly content: Template
      readonly words: string
      /** The answer that is owed stands in it. */
      readonly carries: boolean
      readonly missing: readonly string[]
      /** Undefined where no prices are known. */
      readonly price: (Price & { readonly free?: true }) | undefined
      readonly why: string
    }
  | { readonly kind: 'other-channel'; readonly channel: 'phone'; readonly to: string; readonly why: string }
  | { readonly kind: 'nothing'; readonly why: string }

export const REFUSALS = [
  'not-approved',
  'codes-only',
  'marketing-stopped',
  'marketing-unasked',
  'for-programs',
  'other-language',
  'another-fits',
] as const
/** Why a template is not the one that is offered. */
export type Refusal = (typeof REFUSALS)[number]

export interface WindowPlan {
  readonly open: boolean
  readonly closesAt: number
  readonly owed: boolean
  readonly offers: readonly Offer[]
  readonly notOffered: readonly {
    readonly id: string
    readonly name: string
    readonly language: string
    readonly because: Refusal
    readonly why: string
  }[]
}

/** What is offered where only a template may be sent, and why. The same for the desk, programs and alerts. */
export function planWindow(standing: Standing): WindowPlan {
  const { lastInboundAt, now, owed, customer, templates } = standing
  const closesAt = lastInboundAt + WINDOW_MS
  const plan = { open: now < closesAt, closesAt, owed: owed !== undefined }
  if (customer.blocked) return { ...plan, offers: [BLOCKED], notOffered: [] }
  if (plan.open) return { ...plan, offers: [OPEN], notOffered: [] }
  const judged = templates.map((template) => ({ template, because: refusalOf(template, standing) }))
  const fitting = judged
    .filter(({ because }) => because === undefined)
    .map(({ template }) => ({ template, ...filled(template, atHand(standing)) }))
    .toSorted((one, other) => compare(one, other, customer.language))
  // One in another language is better than none, and worse than any in theirs.
  const [best] = fitting
  const notOffered = [
    ...fitting.slice(1).map(({ template }) => {
      const isOther = speaks(template, customer.language) === 0 && speaks(best!.template, customer.language) > 0
      return told(template, isOther ? 'other-language' : 'another-fits')
    }),
    ...judged.flatMap(({ template, because }) => (because ? [told(template, because)] : [])),
  ]
  const offered = best ? [templateOffer(best, standing)] : []
  const wait: Offer = { kind: 'wait', why: owed ? WAIT_OWED : WAIT_FREE }
  const phone: Offer[] = customer.phone
    ? [{ kind: 'other-channel', channel: 'phone', to: `+${customer.phone}`, why: 'They can be called.' }]
    : []
  // Who waits for nothing need not be written to; what is not ready to go is not what comes first.
  const isReady = owed !== undefined && best !== undefined && best.missing.length === 0
  return { ...plan, offers: isReady ? [...offered, wait, ...phone] : [wait, ...offered, ...phone], notOffered }
}

const OPEN: Offer = { kind: 'write', why: 'The customer wrote less than 24 hours ago: words of your own still go.' }
const BLOCKED: Offer = { kind: 'nothing', why: 'They are blocked: unblock them to write to them.' }
const WAIT_OWED =
  'What is written leaves by itself when they write, and costs what an answer costs. They may not write.'
const WAIT_FREE = 'Nothing is owed to them: when they write, the window is open again.'

type Fitting = Filled & { readonly template: KnownTemplate }

const atHand = ({ owed, customer: { name, facts } }: Standing): AtHand => ({ name, answer: owed?.text, facts })

function refusalOf(template: KnownTemplate, { consent }: Standing): Refusal | undefined {
  if (template.status.toUpperCase() !== 'APPROVED') return 'not-approved'
  if (template.category.toUpperCase() === 'AUTHENTICATION') return 'codes-only'
  if (mayBeMarketing([template.category]) && consent !== 'in')
    return consent === 'out' ? 'marketing-stopped' : 'marketing-unasked'
  return isForPrograms(template) ? 'for-programs' : undefined
}

/**
 * In their language before another, complete before half empty, utility before marketing, with the answer before
 * without, of good repute before doubtful; what is alike in all that keeps the order of its names.
 */
function compare(one: Fitting, other: Fitting, language: string | undefined): number {
  const rank = ({ template, missing, carries }: Fitting) => [
    -speaks(template, language),
    Math.min(missing.length, 1),
    mayBeMarketing([template.category]) ? 1 : 0,
    carries ? 0 : 1,
    QUALITY[template.quality?.toUpperCase() ?? ''] ?? 1,
    missing.length,
  ]
  const [mine, theirs] = [rank(one), rank(other)]
  const difference = mine.map((value, index) => value - theirs[index]!).find((value) => value !== 0)
  const key = ({ template: { name, language: of } }: Fitting) => `${name} ${of}`
  return difference ?? (key(one) < key(other) ? -1 : 1)
}
/** Where Meta says nothing nobody was sent it yet. */
const QUALITY: Readonly<Record<string, number>> = { GREEN: 0, YELLOW: 2, RED: 3 }

/** 2 is their very language, 1 the same in another country. Whose language nobody knows is spoken to in any. */
function speaks({ language }: KnownTemplate, theirs: string | undefined): 0 | 1 | 2 {
  if (theirs === undefined) return 2
  const [mine, wanted] = [language, theirs].map((code) => code.toLowerCase().replaceAll('-', '_'))
  if (mine === wanted) return 2
  return mine!.split('_')[0] === wanted!.split('_')[0] ? 1 : 0
}

function templateOffer({ template, ...best }: Fitting, standing: Standing): Offer {
  const { id, name, language, category } = template
  const { price, now, freeUntil = 0, customer } = standing
  const asked = price?.(category)
  const isFree = now < freeUntil
  const reasons = [
    mayBeMarketing([category]) ? 'They have said yes to marketing.' : 'It may be sent at any time.',
    best.carries ? 'The answer stands in it.' : standing.owed ? 'It asks them to write; the answer follows then.' : '',
    best.missing.length > 0 ? `Still to be filled in: ${best.missing.join(', ')}.` : '',
    speaks(template, customer.language) === 0 ? `It is in ${language}: there is none in their language.` : '',
    template.quality?.toUpperCase() === 'RED' ? 'Customers have complained of it: Meta may pause it.' : '',
    isFree ? 'They came from an ad: Meta asks nothing for it yet.' : '',
  ]
  return {
    kind: 'template',
    ...{ id, name, language, category, ...best },
    price: asked && { amount: isFree ? 0 : asked.amount, currency: asked.currency, ...(isFree && { free: true }) },
    why: reasons.filter(Boolean).join(' '),
  }
}

function told({ id, name, language, status }: KnownTemplate, because: Refusal) {
  const why = because === 'not-approved' ? `Meta has not approved it, or not any more: ${status}.` : WHY[because]
  return { id, name, language, because, why }
}

const WHY: Readonly<Record<Exclude<Refusal, 'not-approved'>, string>> = {
  'codes-only': 'It is for codes to sign in with.',
  'marketing-stopped': 'It is marketing, and they want none.',
  'marketing-unasked': 'It is marketing, and they were never asked: record their opt-in first.',
  'for-programs': 'It has parts that only a program fills in.',
  'other-language': 'It is in another language than theirs.',
  'another-fits': 'Another one fits better.',
}
