/** Whether somebody wants marketing: `in` they have said yes, `out` they have said no. */
export const CONSENT_STATES = ['in', 'out'] as const
export type ConsentState = (typeof CONSENT_STATES)[number]

/**
 * What an entry rests on. `word`: the customer wrote STOP or START. `preference`: they chose it in WhatsApp. `refused`:
 * Meta sent a message back because they have stopped marketing. `join`: they are one with somebody who wants none.
 * `teammate`, `program`, `import`: the business says so.
 */
export type ConsentSource = 'word' | 'preference' | 'refused' | 'join' | 'teammate' | 'program' | 'import'

/** Who said what of marketing, when, and how it is known. Entries are added and never changed. */
export interface ConsentEntry {
  readonly id: string
  readonly state: ConsentState
  readonly source: ConsentSource
  /** What proves it: the wamid of the message, the delivery that came back, the file and its row. */
  readonly evidence: string
  /** The customer's own words, or what whoever wrote it down knows of it. */
  readonly words: string | undefined
  /** The line it was said on, where it was on one. It holds on all of them. */
  readonly line: string | undefined
  /** Who wrote it down, where somebody did. */
  readonly by: string | undefined
  /** When it was said. */
  readonly at: number
  readonly recordedAt: number
}

/** How it stands now, with the entry that decides. */
export type Consent =
  | { readonly state: 'unknown'; readonly entry?: undefined; readonly theirs: false }
  /** `theirs`: the customer has said it themselves, and nobody of the business can take it back. */
  | { readonly state: ConsentState; readonly entry: ConsentEntry; readonly theirs: boolean }

type Decisive = Pick<ConsentEntry, 'state' | 'source' | 'at'>

const THEIR_OWN = new Set<ConsentSource>(['word', 'preference', 'refused', 'join'])

/** What was said last counts, however late it is heard; of two at the same moment, the stricter. */
function last<Entry extends Decisive>(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>((latest, entry) => {
    if (!latest || entry.at > latest.at) return entry
    return entry.at === latest.at && entry.state === 'out' ? entry : latest
  }, undefined)
}

/** A no of the customer's own is taken back by the customer alone; else the last word counts, whoever has it. */
export function consentIn(entries: readonly ConsentEntry[]): Consent {
  const own = last(entries.filter(({ source }) => THEIR_OWN.has(source)))
  if (own?.state === 'out') return { state: 'out', entry: own, theirs: true }
  const entry = last(entries)
  if (!entry) return { state: 'unknown', theirs: false }
  return { state: entry.state, entry, theirs: THEIR_OWN.has(entry.source) }
}

/** Whoever wants no marketing is still told of their order, and let in. */
const STILL_SENT = new Set(['UTILITY', 'AUTHENTICATION'])

/** All categories a template is known under; where none is known nobody can say that it is no marketing. */
export const mayBeMarketing = (categories: readonly string[]): boolean =>
  categories.length === 0 || categories.some((category) => !STILL_SENT.has(category.toUpperCase()))

/** What the failure of a delivery says, as `window_closed` does. */
export const MARKETING_STOPPED = 'marketing_stopped'

/** Why it is not sent, and what to do. */
export function refusalOf(
  { entry, theirs }: Consent,
  { name, language, categories }: { name: string; language: string; categories: readonly string[] },
): string {
  const since = entry ? ` since ${new Date(entry.at).toISOString().slice(0, 10)}` : ''
  const cure = theirs
    ? 'Only they can take it back: by writing START, or in WhatsApp.'
    : 'Record their opt-in when they have given it anew.'
  const unknown =
    categories.length === 0
      ? `Nothing is known of the template ${name} (${language}), so it may be marketing: sync the templates, or give the line its accountId. `
      : ''
  return `${MARKETING_STOPPED}: this customer wants no marketing${since}${theirs ? '' : ', by the records of the business'}. ${unknown}${cure} Templates of utility and authentication may be sent to them.`
}

/** Meta's words for marketing that it keeps from somebody for a while, whoever sends it. */
export const WITHHELD_AT_META: readonly number[] = [131049, 130472]
/** So long others wait as well: Meta says only that trying again at once is of no use. */
export const WITHHELD_FOR_MS = 24 * 60 * 60_000

/** Meta's word for a message to somebody who has stopped marketing in WhatsApp. */
export const STOPPED_AT_META = 131050
