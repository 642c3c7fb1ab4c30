import { Lock } from 'lucide-react'
import { type DragEvent, lazy, Suspense, useState } from 'react'
import type { ConversationRow, DeskHome, Wish } from '../../../src/http/wire.ts'
import { Button } from '../parts/button.tsx'
import { useCommand } from '../shell/commands.ts'
import { useLive } from '../shell/live-bar.tsx'
import { setBlocked } from '../wire/acts.ts'
import { useNow } from '../wire/clock.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { Aside } from './aside.tsx'
import { useCanned } from './canned.ts'
import { CannedList } from './canned-list.tsx'
import type { FilledTemplate } from './closed-plan.tsx'
import { type DialogName, Dialogs } from './dialogs.tsx'
import { WritingField } from './field.tsx'
import { FileChips } from './file-chips.tsx'
import { Modes } from './modes.tsx'
import { Kept, NotSent } from './notices.tsx'
import { Offer } from './offer.tsx'
import { Quote } from './quote.tsx'
import { placeholderOf, standingOf } from './standing.ts'
import { useSuggestion } from './suggestion.ts'
import { useTail } from './tail.ts'
import { Tools } from './tools.tsx'
import { undoLast } from './undo.ts'
import { useWriting } from './use-writing.ts'
import { WindowClock } from './window-clock.tsx'

const CannedAsks = lazy(() => import('./canned-asks.tsx'))
const Recording = lazy(() => import('./recording.tsx'))
const EmojiPicker = lazy(() => import('./emoji-picker.tsx'))

interface WritingProps {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly onKey: (doing: 'writing' | 'noting') => void
}

export default function Writing({ home, row, onKey }: WritingProps) {
  const { up } = useLive()
  const standing = standingOf(home, row, useNow())
  const tail = useTail(row.id)
  const suggestion = useSuggestion(row.id, tail)
  const writing = useWriting({ home, row, standing, tail })
  const [isDropping, setDropping] = useState(false)
  const [floating, float] = useState<DialogName | 'emoji' | 'voice'>()
  const close = () => float(undefined)
  const { mode, written, field, files } = writing
  const isNote = mode === 'note'
  const canned = useCanned({
    home,
    row,
    text: written.text,
    insert(words, isWhole) {
      if (!isWhole) return writing.insert(words)
      writing.change({ text: words })
      writing.focus()
    },
  })
  const isClosed = !isNote && standing.window === 'closed'
  const shownKept = isNote ? undefined : standing.kept
  // Once the window is closed words are still written: they wait for the customer.
  const kept = shownKept === 'closed' ? undefined : shownKept
  const [filled, fill] = useState<FilledTemplate>()
  const isEmpty = written.text.trim() === '' && files.length === 0

  function insert() {
    const { slot } = suggestion
    if (slot.kind !== 'offered') return
    const isBehind = !slot.rewrites && written.text.trim() !== ''
    writing.change({ text: isBehind ? `${written.text}\n\n${slot.text}` : slot.text, drafted: true })
    suggestion.discard()
    writing.focus()
  }
  function draft() {
    writing.open('reply', false)
    if (suggestion.slot.kind === 'offered') insert()
    else if (!isNote && written.text.trim()) suggestion.wish()
    else void suggestion.ask()
  }
  function openTemplate(chosen?: FilledTemplate) {
    fill(chosen)
    writing.open('reply', false)
    float('template')
  }
  function wish(one: Wish) {
    const { slot } = suggestion
    void suggestion.ask(one, slot.kind === 'offered' ? slot.text : written.text)
  }

  useCommand('reply', () => writing.open('reply'))
  useCommand('note', () => writing.open('note'))
  useCommand('draft', standing.window === 'closed' || standing.kept === 'blocked' ? undefined : draft)
  useCommand('template', () => openTemplate())
  useCommand('undo', () => void undoLast(home, row))

  function onDrop(event: DragEvent) {
    setDropping(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    writing.addFiles([...event.dataTransfer.files])
  }
  function send() {
    if (writing.busy || isEmpty || kept) return
    void writing.send()
  }

  return (
    <form
      data-composer
      data-mode={mode}
      aria-label={t('composer.form')}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setDropping(false)}
      onDrop={onDrop}
      className="grid gap-2"
    >
      {!isNote && (
        <>
          {!writing.unsent && (
            <Kept
              standing={standing}
              row={row}
              answer={written.text}
              onTakeOver={() => void writing.takeOver()}
              onNote={() => writing.open('note')}
              onTemplate={openTemplate}
              onUnblock={() => void setBlocked(row.customer.id, false)}
            />
          )}
          {writing.unsent && (
            <NotSent
              unsent={writing.unsent}
              said={tail?.said}
              me={home.actor.id}
              onAgain={() => void writing.sendAgain()}
              onDiscard={writing.discard}
              onNote={() => writing.open('note')}
              onTemplate={openTemplate}
            />
          )}
          {!isClosed && kept !== 'blocked' && (
            <Offer
              slot={suggestion.slot}
              onInsert={insert}
              onWish={wish}
              onNew={() => void suggestion.ask()}
              onDiscard={() => {
                suggestion.discard()
                writing.focus()
              }}
            />
          )}
        </>
      )}
      {floating === 'voice' && !isNote && (
        <Suspense>
          <Recording
            onDone={(file, isVoice) => {
              close()
              writing.addFiles([file], isVoice)
              writing.focus()
            }}
            onClose={close}
          />
        </Suspense>
      )}
      {canned.asking && (
        <Suspense>
          <CannedAsks asking={canned.asking} onAnswer={canned.answer} onCancel={canned.forget} />
        </Suspense>
      )}
      <div
        data-dropping={isDropping || undefined}
        className={`relative min-w-0 rounded-lg ring-1 ring-inset focus-within:outline-2 focus-within:outline-accent data-dropping:outline-2 data-dropping:outline-accent has-[button:focus-visible,[role=tab]:focus-visible]:outline-none ${isNote ? 'bg-note ring-note-ink/40' : 'bg-surface ring-edge'}`}
      >
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 px-1.5 pt-1.5">
          <Modes mode={mode} begun={writing.begun} onMode={writing.open} />
          <span className="ms-auto flex min-w-0 items-center gap-1">
            {isNote ? (
              <span className="flex items-center gap-1 px-1.5 text-small font-medium text-note-ink">
                <Lock aria-hidden className="size-3.5 shrink-0" />
                {t('composer.onlyTeam')}
              </span>
            ) : (
              <>
                {home.lines.length > 1 && (
                  <span className="truncate text-small text-quiet max-sm:hidden">
                    {t('composer.on', { line: standing.line?.displayName ?? row.line })}
                  </span>
                )}
                <WindowClock window={standing.window} row={row} />
              </>
            )}
          </span>
        </div>
        <div id="composer-panel" role="tabpanel" aria-labelledby={`composer-${mode}`}>
          {!isNote && writing.quoted && <Quote quoted={writing.quoted} onDrop={writing.dropQuote} />}
          <WritingField
            field={field}
            text={written.text}
            label={isNote ? t('composer.mode.note') : t('composer.replyTo', { name: nameOf(row.customer) })}
            placeholder={placeholderOf(isNote, standing, row)}
            disabled={kept === 'blocked'}
            readOnly={writing.busy || !writing.isReady}
            fault={writing.noteFault}
            onText={(text) => {
              writing.change(text === '' ? { text, drafted: false } : { text })
              if (writing.unsent?.kind === 'refused') writing.sending.clear()
              onKey(isNote ? 'noting' : 'writing')
            }}
            onSend={send}
            onFiles={writing.addFiles}
            onKey={canned.onKey}
            onFocus={canned.onFocus}
            listbox={canned.isOpen ? canned.active : undefined}
          />
          {canned.isOpen && (
            <CannedList
              canned={canned}
              canKeep={written.text.trim() !== '' && !written.text.startsWith('/')}
              onKeep={() => float('keep')}
              onManage={() => float('canned')}
            />
          )}
          <FileChips files={files} onRemove={writing.removeFile} onAgain={writing.uploadAgain} />
          {writing.noteFault && (
            <p role="alert" className="px-3 pt-1 text-small text-danger">
              {writing.noteFault}
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-1.5 p-1.5 md:flex-nowrap">
          <Tools
            mode={mode}
            canWrite={kept !== 'blocked'}
            onFiles={writing.addFiles}
            onVoice={() => float('voice')}
            onTemplate={() => openTemplate()}
            onCanned={() => {
              canned.browse()
              writing.focus()
            }}
            onEmoji={() => float(floating === 'emoji' ? undefined : 'emoji')}
            onDraft={draft}
            emoji={
              floating === 'emoji' && (
                <Suspense>
                  <EmojiPicker
                    onChoose={(emoji) => {
                      close()
                      writing.insert(emoji)
                    }}
                    onClose={close}
                  />
                </Suspense>
              )
            }
          />
          <span className="ms-auto flex min-w-0 items-center gap-2">
            <Aside length={written.text.length} busy={writing.busy} isDown={!up} drafted={!isNote && written.drafted} />
            <Button
              type="submit"
              look={isClosed ? 'plain' : 'primary'}
              disabled={isEmpty || kept !== undefined}
              busy={writing.busy}
            >
              {isNote ? t('composer.keepNote') : t(isClosed ? 'composer.park' : `composer.send.${standing.holder}`)}
            </Button>
          </span>
        </div>
      </div>
      <Dialogs
        home={home}
        row={row}
        writing={writing}
        sendWords={t(standing.holder === 'other' ? 'composer.takeOverAndSend' : `composer.send.${standing.holder}`)}
        floating={floating}
        filled={filled}
        onClose={() => {
          // What was said about a template is not about the words in the field.
          writing.sending.clear()
          close()
        }}
      />
    </form>
  )
}
