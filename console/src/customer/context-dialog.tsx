import { useQuery } from '@tanstack/react-query'
import type { ConversationRow } from '../../../src/http/wire.ts'
import { Dialog } from '../parts/dialog.tsx'
import { contextQuery } from '../wire/queries.ts'
import { t } from '../words/t.ts'
import { Failed, Waiting } from './section.tsx'

/** The very block that the AI is given of this customer before its next answer. */
export default function ContextDialog({
  row,
  onClose,
}: {
  readonly row: ConversationRow
  readonly onClose: () => void
}) {
  // What was true a minute ago is not what will be told.
  const { data, isError, refetch } = useQuery({ ...contextQuery(row.id), gcTime: 0 })
  return (
    <Dialog open onClose={onClose} title={t('memory.context')} kind="wide">
      {isError ? (
        <Failed onAgain={() => void refetch()} />
      ) : !data ? (
        <Waiting />
      ) : (
        <div className="grid gap-3">
          <p className="text-quiet">
            {t('context.size', { lines: data.lines.length, tokens: data.tokens })}{' '}
            {data.withheld > 0 && t('context.withheld', { count: data.withheld })}
          </p>
          {data.text ? (
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reached
              tabIndex={0}
              aria-label={t('memory.context')}
              data-context
              dir="auto"
              className="scrolls max-h-[60vh] rounded-md bg-sunken p-3 font-mono text-small wrap-anywhere whitespace-pre-wrap"
            >
              {data.text}
            </section>
          ) : (
            <p>{t('context.none')}</p>
          )}
        </div>
      )}
    </Dialog>
  )
}
