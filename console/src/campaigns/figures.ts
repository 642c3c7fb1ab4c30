import type { CampaignCost, CampaignReport } from '../../../src/http/wire-campaigns.ts'
import { currentLocale, t } from '../words/t.ts'

export const figure = (value: number) => new Intl.NumberFormat(currentLocale()).format(value)

const money = (amount: number, currency: string) =>
  new Intl.NumberFormat(currentLocale(), { style: 'currency', currency }).format(amount)

/** Of one message it is less than a cent. */
export const price = (amount: number, currency: string) =>
  new Intl.NumberFormat(currentLocale(), { style: 'currency', currency, maximumFractionDigits: 4 }).format(amount)

export const country = (code: string | undefined): string =>
  code === undefined
    ? t('campaigns.noCountry')
    : (new Intl.DisplayNames([currentLocale()], { type: 'region' }).of(code) ?? code)

/** What is known of it; undefined where nothing is. */
export const totalOf = ({ totals }: CampaignCost): string | undefined =>
  totals.length === 0
    ? undefined
    : new Intl.ListFormat(currentLocale()).format(totals.map(({ amount, currency }) => money(amount, currency)))

/** `$12.40`, and for how many it is not known. */
export function costInWords(cost: CampaignCost): string {
  const total = totalOf(cost)
  if (total === undefined) return t('campaigns.costUnknown')
  return cost.unpriced > 0 ? t('campaigns.costPartly', { total, count: cost.unpriced }) : t('campaigns.cost', { total })
}

/** Each stage with all who came as far; the store counts everybody where they are. */
export function stagesOf({ sent, delivered, read, failed, leftOut, ...report }: CampaignReport) {
  const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((all, { count }) => all + count, 0)
  return {
    ...report,
    sent: sent + delivered + read,
    delivered: delivered + read,
    read,
    failed: sum(failed),
    leftOut: sum(leftOut),
  }
}
