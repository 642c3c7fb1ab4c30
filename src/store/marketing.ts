import { mayBeMarketing } from '../domain/consent.ts'
import type { Outbound } from '../domain/outbound.ts'
import { templateIn } from '../domain/template.ts'
import { consentsOf, holdConsents } from './consents.ts'
import { statement, type Tx } from './statement.ts'

const CATEGORIES = statement<
  { rows: readonly object[] },
  { business: string; name: string; language: string; category: string }
>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', name: 'text', language: 'text' })
  return `
  select t.business, t.name, t.language, t.category from templates t ${join}
  where t.business = ${row.business} and t.name = ${row.name} and t.language = ${row.language}`
})

interface Named {
  readonly business: string
  readonly name: string
  readonly language: string
}

/** What Meta calls each of these templates, in whichever account: of a name in two accounts both count. */
export async function categoriesOf(tx: Tx, wanted: readonly Named[]): Promise<(template: Named) => readonly string[]> {
  const rows = [
    ...new Map(
      wanted.map(({ business, name, language }) => [`${business} ${language} ${name}`, { business, name, language }]),
    ).values(),
  ]
  const found = Map.groupBy(
    await CATEGORIES(tx, { rows }),
    ({ business, name, language }) => `${business} ${language} ${name}`,
  )
  return ({ business, name, language }) =>
    (found.get(`${business} ${language} ${name}`) ?? []).map(({ category }) => category)
}

/** The next message of a conversation, if there is any. */
interface Head {
  readonly business: string
  readonly customer: string
  readonly id: string | null
  readonly kind: Outbound['kind']
  readonly content: string | null
}

/**
 * Which of these deliveries must not leave: whoever is to get it wants no marketing, and the template may be some. Looked
 * at by the transaction that claims them, so that nothing can come between.
 */
export async function marketingWithheld(tx: Tx, heads: readonly Head[]): Promise<ReadonlySet<string | null>> {
  const templates = heads.flatMap(({ business, customer, id, kind, content }) => {
    if (id === null || content === null || (kind !== 'template' && kind !== 'custom')) return []
    const template = templateIn(JSON.parse(content) as Outbound)
    return template ? [{ ...template, business, customer, id }] : []
  })
  if (templates.length === 0) return NONE
  await holdConsents(tx, templates)
  const consentOf = await consentsOf(tx, templates)
  const stopped = templates.filter((one) => consentOf(one).state === 'out')
  if (stopped.length === 0) return NONE
  const categories = await categoriesOf(tx, stopped)
  return new Set(stopped.filter((one) => mayBeMarketing(categories(one))).map(({ id }) => id))
}

const NONE: ReadonlySet<string | null> = new Set()
