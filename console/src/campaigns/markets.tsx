import type { CampaignCost } from '../../../src/http/wire-campaigns.ts'
import { t } from '../words/t.ts'
import { country, figure, price } from './figures.ts'
import { Panel } from './parts.tsx'

/** What it costs, by where it goes. What is not known is said to be unknown. */
export const Markets = ({ cost: { card, markets } }: { readonly cost: CampaignCost }) => (
  <Panel title={t('campaigns.markets')}>
    <table className="w-full overflow-hidden rounded-lg bg-surface text-start ring-1 ring-line">
      <thead>
        <tr className="text-small text-quiet">
          <th scope="col" className="px-4 py-2 text-start font-medium">
            {t('campaigns.country')}
          </th>
          <th scope="col" className="px-2 py-2 text-end font-medium">
            {t('campaigns.messages')}
          </th>
          <th scope="col" className="px-2 py-2 text-end font-medium max-sm:hidden">
            {t('campaigns.each')}
          </th>
          <th scope="col" className="px-4 py-2 text-end font-medium">
            {t('campaigns.costs')}
          </th>
        </tr>
      </thead>
      <tbody className="figures">
        {markets.map(({ country: code, messages, each, amount, currency = '' }) => (
          <tr key={code ?? ''} className="border-t border-line">
            <th scope="row" className="px-4 py-2 text-start font-normal wrap-anywhere">
              {country(code)}
            </th>
            <td className="px-2 py-2 text-end">{figure(messages)}</td>
            <td className="px-2 py-2 text-end max-sm:hidden">{each === undefined ? '–' : price(each, currency)}</td>
            <td className="px-4 py-2 text-end">
              {amount === undefined ? t('campaigns.unknown') : price(amount, currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p className="mt-2 text-small text-quiet">
      {t(card.example ? 'campaigns.exampleCard' : 'campaigns.card', { name: card.name })}
    </p>
  </Panel>
)
