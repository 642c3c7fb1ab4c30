import { useState } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { Refused } from '../wire/ask.ts'
import { syncTemplates } from '../wire/replies.ts'
import { t } from '../words/t.ts'

/** There is nothing to choose from: why that may be, and what can be done. */
export function NoTemplates({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const { role, lines } = home.actor
  const maySync = ['owner', 'admin'].includes(role) && lines === 'all'
  async function sync() {
    setBusy(true)
    setFault(undefined)
    try {
      await syncTemplates()
    } catch (error) {
      setFault(error instanceof Refused && error.message ? error.message : t('composer.noAnswer'))
    } finally {
      setBusy(false)
    }
  }
  const line = home.lines.find(({ name }) => name === row.line)?.displayName ?? row.line
  return (
    <div className="grid justify-items-center gap-3 rounded-lg bg-sunken px-6 py-10 text-center">
      <p className="font-medium">{t('template.none', { line })}</p>
      <p className="max-w-100 text-quiet">{maySync ? t('template.noneSync') : t('template.noneAsk')}</p>
      {maySync && (
        <Button look="primary" busy={busy} onClick={() => void sync()}>
          {t('template.sync')}
        </Button>
      )}
      {fault && (
        <p role="alert" className="text-danger">
          {fault}
        </p>
      )}
    </div>
  )
}
