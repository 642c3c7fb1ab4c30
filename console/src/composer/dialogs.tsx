import { lazy, Suspense } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import type { FilledTemplate } from './closed-plan.tsx'
import type { WritingState } from './use-writing.ts'

const TemplatePicker = lazy(() => import('./template-picker.tsx'))
const CannedDialog = lazy(() => import('./canned-dialog.tsx'))

/** `keep`: what stands in the field becomes a canned reply. */
export type DialogName = 'template' | 'canned' | 'keep'

/** What covers the desk for a while; each comes when it is first wanted. */
export function Dialogs({
  home,
  row,
  writing,
  sendWords,
  floating,
  filled,
  onClose,
}: {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly writing: WritingState
  readonly sendWords: string
  readonly floating: string | undefined
  /** The template that is offered, filled in. */
  readonly filled: FilledTemplate | undefined
  readonly onClose: () => void
}) {
  const { busy, unsent, written, sendContent } = writing
  return (
    <Suspense>
      {floating === 'template' && (
        <TemplatePicker {...{ home, row, sendWords, busy, unsent, filled, onClose }} onSend={sendContent} />
      )}
      {(floating === 'canned' || floating === 'keep') && (
        <CannedDialog home={home} row={row} words={floating === 'keep' ? written.text : undefined} onClose={onClose} />
      )}
    </Suspense>
  )
}
