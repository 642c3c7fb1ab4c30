import type { ReactNode } from 'react'
import type { AudienceFault } from '../../../src/http/wire-campaigns.ts'
import { Button } from '../parts/button.tsx'
import { t } from '../words/t.ts'
import { figure } from './figures.ts'
import { Panel } from './parts.tsx'

/** So many are shown; all of them are in the file. */
const MOST = 100

/** About all of a list: leaving out rows does not help. */
export const isWhole = ({ row, kind }: AudienceFault) => row === undefined || (row === 1 && kind === 'list')

/** What is wrong, row by row, before anything is sent. */
export function Faults({
  faults,
  name,
  children,
}: {
  readonly faults: readonly AudienceFault[]
  readonly name: string
  readonly children: ReactNode
}) {
  return (
    <Panel title={t('campaigns.faults', { count: faults.length })}>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by keys
        tabIndex={0}
        className="scrolls max-h-72 rounded-lg bg-surface ring-1 ring-line"
      >
        <table className="w-full text-start">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('campaigns.row')}</th>
              <th scope="col">{t('campaigns.fault')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, MOST).map(({ row, fault }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has several, and they stay where they are
              <tr key={index} className="border-line not-first:border-t">
                <td className="figures py-2 ps-4 pe-3 align-top whitespace-nowrap text-quiet">
                  {row === undefined ? t('campaigns.all') : t('campaigns.nthRow', { row })}
                </td>
                <td className="w-full py-2 pe-4 wrap-anywhere">{fault}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {children}
        <Button onClick={() => save(`${name}.csv`, tableOf(faults))}>
          {t('campaigns.downloadFaults', { count: faults.length })}
        </Button>
        {faults.length > MOST && (
          <span className="text-small text-quiet">
            {t('campaigns.firstOf', { most: MOST, all: figure(faults.length) })}
          </span>
        )}
      </div>
    </Panel>
  )
}

const tableOf = (faults: readonly AudienceFault[]) =>
  [
    'row,kind,fault',
    ...faults.map(({ row, kind, fault }) => `${row ?? ''},${kind},"${fault.replaceAll('"', '""')}"`),
  ].join('\r\n')

function save(name: string, text: string): void {
  // Spreadsheets take it for what it is only where it says so.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
