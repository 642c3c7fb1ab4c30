import type { BriefingLine } from './briefing.ts'
import { type Case, isHeard, isSpoken } from './case.ts'
import { isExact, namesMoney, type Support, supportOf } from './claims.ts'
import { onOneLine, plain, words } from './readable.ts'
import { actsOf } from './tried.ts'

/** What the thread says for or against a line. */
export interface Witness {
  knows(id: string): boolean
  /** All that is exact in it stands in the messages that it cites, or in what tools found there. */
  supports(line: BriefingLine): boolean
  hasSaidLinks(text: string): boolean
  isOfCustomer(line: BriefingLine): boolean
  /** The customer's wish, and not what they say that they are due. */
  isWished(line: BriefingLine): boolean
  /** The business did or said it. */
  isDone(line: BriefingLine): boolean
  isPromised(line: BriefingLine): boolean
  /** Says of itself nothing that only the customer claims. */
  isStated(line: BriefingLine): boolean
  /** With who says it in front. */
  attributed(line: BriefingLine): BriefingLine
}

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"')\]]+|(?<![\p{L}\d@.-])[\p{L}\d-]{2,40}\.(?:com|net|org|io|app|example|co|de|es|br|fr|in|me|info|shop|link|ly)(?:\/[^\s<>"')\]]*)?(?![\p{L}\d])/giu
const bareLink = (link: string) =>
  link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/.,;:!?]+$/, '')

/** What somebody is due, in words: only the business knows. */
const DUE = words(
  `owed?s?|owes|entitled|eligible|approved|authori[sz]ed|guaranteed?|promised|agreed|must (?:be )?(?:paid|refunded|compensated|given|get|receive)|compensation|waived?|free of charge|vip|refunded`,
)
const SAYS =
  /\b(?:customer|client|they|he|she)\b.{0,12}\b(?:says?|said|claims?|claimed|writes?|wrote|reports?|reported|asks?|asked|wants?|demands?|believes?|thinks)\b|["“]/i
const SAYER =
  /^(?:the )?(?:customer|client|ai|agent|teammate|tool|our|we)\b[^:]{0,30}\b(?:says?|said|claims?|claimed|writes?|wrote|reports?|reported|asks?|asked|found|told)\b[:,]? ?(?:that )?/i

export function createWitness(given: Case): Witness {
  const messages = new Map(given.messages.map((message) => [message.id, message]))
  const acts = actsOf(given)
  const found = acts.map((act) => ({ around: act.around, text: `${jsonOf(act.input)} ${jsonOf(act.result)}` }))
  const ofBusiness = given.messages.filter((message) => isSpoken(message) && isHeard(message)).map(({ text }) => text)
  const business = supportOf([...ofBusiness, ...found.map(({ text }) => text)])
  const businessWords = plainAll(ofBusiness)
  const links = new Set(
    [...given.messages.map(({ text }) => text), ...found.map(({ text }) => text)]
      .flatMap((text) => text.match(LINK) ?? [])
      .map(bareLink),
  )
  const cited = ({ evidence }: BriefingLine) => evidence.flatMap((id) => messages.get(id) ?? [])
  const results = ({ evidence }: BriefingLine) =>
    found.filter(({ around }) => around.some((id) => evidence.includes(id))).map(({ text }) => text)
  const said = (line: BriefingLine, by: (one: Case['messages'][number]) => boolean) =>
    supportOf(
      cited(line)
        .filter(by)
        .map(({ text }) => text),
    )

  function isDue(text: string): boolean {
    const claimed = plain(text).match(new RegExp(DUE.whole, 'gu')) ?? []
    return claimed.every((word) => businessWords.includes(word))
  }

  return {
    knows: (id) => messages.has(id),
    supports: (line) =>
      supportOf([...cited(line).flatMap(({ text, quoted }) => [text, quoted?.text ?? '']), ...results(line)])(
        line.text,
      ),
    hasSaidLinks: (text) => (text.match(LINK) ?? []).every((link) => links.has(bareLink(link))),
    isOfCustomer: (line) => cited(line).some(({ author }) => author === 'customer'),
    isWished: (line) =>
      cited(line).some(({ author }) => author === 'customer') && (SAYS.test(line.text) || isDue(line.text)),
    isDone: (line) => (cited(line).some(isSpoken) || results(line).length > 0) && fromBusiness(line),
    isPromised: (line) => cited(line).some(isSpoken) && said(line, isSpoken)(line.text) && isDue(line.text),
    isStated: (line) => SAYS.test(line.text) || ((!namesMoney(line.text) || business(line.text)) && isDue(line.text)),
    attributed(line) {
      const bare = onOneLine(line.text.replace(SAYER, ''))
      const who = sayerOf(line, bare)
      const text = SAYER.test(line.text) && agrees(line.text, who) ? line.text : `${who}: ${bare}`
      return { ...line, text }
    },
  }

  /** An amount that only the customer has named was neither paid nor offered. */
  function fromBusiness(line: BriefingLine): boolean {
    return SAYS.test(line.text) || !namesMoney(line.text) || business(line.text)
  }

  function sayerOf(line: BriefingLine, text: string): string {
    const supported: readonly (readonly [string, boolean, Support])[] = [
      ['Tool found', results(line).length > 0, supportOf(results(line))],
      [
        'Teammate said',
        cited(line).some(({ author }) => author === 'teammate'),
        said(line, ({ author }) => author === 'teammate'),
      ],
      ['AI said', cited(line).some(({ author }) => author === 'agent'), said(line, ({ author }) => author === 'agent')],
    ]
    if (!isExact(text)) return cited(line).every(isSpoken) ? 'We said' : 'Customer says'
    return supported.find(([, some, support]) => some && support(text))?.[0] ?? 'Customer says'
  }
}

/** Who a line names is who has said it. */
function agrees(text: string, who: string): boolean {
  const isTheirs = /^(?:the )?(?:customer|client)/i.test(text)
  return isTheirs || (who !== 'Customer says' && !isTheirs)
}

const plainAll = (texts: readonly string[]) => texts.map(plain).join(' ')

const jsonOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}
