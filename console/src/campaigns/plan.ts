import type { KnownTemplate } from '../../../src/http/wire.ts'
import type { CampaignPlan } from '../../../src/http/wire-campaigns.ts'
import { type Blank, contentOf, type Shape } from '../composer/template-shape.ts'
import { serverNow } from '../wire/clock.ts'
import { t, type Word } from '../words/t.ts'
import { type Column, type Filling, guess, type List, written } from './columns.ts'

/** All that somebody has entered which decides who gets what, and when. */
export interface Entered {
  readonly line: string
  readonly template: string
  /** The address of the picture, film or file above the words. */
  readonly file: string
  readonly audience: 'list' | 'customers'
  readonly list: List | undefined
  readonly asked: Asked
  /** What was chosen for variables; the rest is guessed. */
  readonly fillings: Readonly<Record<string, Filling>>
  /** As the browser's field for dates writes it; empty is at once. */
  readonly startAt: string
  readonly quiet: 'usual' | 'own' | 'none'
  readonly from: string
  readonly to: string
}

/** Which customers of a line. */
export interface Asked {
  readonly language: string
  readonly since: string
  readonly before: string
  readonly hasAgreed: boolean
  readonly fromAd: boolean
  /** `plan=pro, city=Lima` */
  readonly memory: string
}

export const NOTHING: Omit<Entered, 'line'> = {
  ...{ template: '', file: '', audience: 'list', list: undefined, fillings: {} },
  asked: { language: '', since: '', before: '', hasAgreed: false, fromAd: false, memory: '' },
  ...{ startAt: '', quiet: 'usual', from: '21:00', to: '08:00' },
}

/** What may fill a variable: columns of the list, or what is known of every customer. */
export function columnsOf({ audience, list }: Pick<Entered, 'audience' | 'list'>): readonly Column[] {
  if (audience === 'list') return list?.columns ?? []
  return KNOWN.map((name) => ({ name, shown: t(`campaigns.known.${name}`), first: '' }))
}
const KNOWN = ['name', 'phone', 'language'] as const

/** What was chosen, also where the list was mended and chosen anew; a column that is not there any more fills nothing. */
export function fillingOf({ fillings }: Entered, blank: Blank, columns: readonly Column[]): Filling {
  const chosen = fillings[blank.key]
  const isThere = chosen && (!chosen.column || columns.some(({ name }) => name === chosen.column))
  return isThere ? chosen : guess(blank, columns)
}

export const momentOf = (entered: string): number | undefined => (entered ? new Date(entered).getTime() : undefined)

export type Missing = Readonly<Record<string, Word>>

/** What has to be there before anybody can look what would come of it. */
export function missingIn(entered: Entered, shape: Shape | undefined, columns: readonly Column[]): Missing {
  const missing: Record<string, Word> = {}
  if (!shape) missing.template = 'campaigns.chooseTemplate'
  if (shape?.media && !entered.file.trim()) missing.file = 'template.missing'
  if (entered.audience === 'list' && !entered.list) missing.list = 'campaigns.chooseList'
  else
    for (const blank of shape?.blanks ?? []) {
      const isOptional = blank.part === 'place' && (blank.name === 'name' || blank.name === 'address')
      if (!isOptional && !written(fillingOf(entered, blank, columns))) missing[blank.key] = 'template.missing'
    }
  if ((momentOf(entered.startAt) ?? Number.POSITIVE_INFINITY) < serverNow()) missing.startAt = 'campaigns.past'
  return missing
}

interface Given {
  readonly entered: Entered
  readonly name: string
  readonly note: string
  readonly template: KnownTemplate
  readonly shape: Shape
  readonly columns: readonly Column[]
}

/** What is asked of the server. */
export function planOf({ entered, name, note, template, shape, columns }: Given): CampaignPlan {
  const values = Object.fromEntries(
    shape.blanks.map((blank) => [blank.key, written(fillingOf(entered, blank, columns))] as const),
  )
  const { kind: _, ...content } = contentOf(template, shape, { values, media: undefined })
  const header = shape.media && { kind: shape.media, media: { link: entered.file.trim() } }
  const { list, line, quiet, from, to } = entered
  return {
    ...{ name, line, template: { ...content, ...(header && { header }) } },
    ...(note.trim() && { note: note.trim() }),
    ...(quiet !== 'usual' && { quiet: quiet === 'own' ? { from, to } : null }),
    audience: entered.audience === 'list' ? { csv: list?.csv ?? '' } : { query: queryOf(entered.asked) },
    startAt: momentOf(entered.startAt),
  }
}

function queryOf({ language, since, before, hasAgreed, fromAd, memory }: Asked) {
  const pairs = memory.split(',').flatMap((pair): (readonly [string, string | number | boolean])[] => {
    const [key = '', ...value] = pair.split('=')
    return key.trim() ? [[key.trim(), plainValue(value.join('=').trim())]] : []
  })
  return {
    ...(language && { language }),
    ...(since && { wroteSince: momentOf(`${since}T00:00`)! }),
    ...(before && { wroteBefore: momentOf(`${before}T00:00`)! }),
    ...(hasAgreed && { consent: 'in' as const }),
    ...(fromAd && { fromAd }),
    ...(pairs.length > 0 && { metadata: Object.fromEntries(pairs) }),
  }
}

/** Memory tells figures, and yes and no, from words. */
function plainValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
