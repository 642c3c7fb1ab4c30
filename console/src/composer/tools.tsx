import { LayoutTemplate, Mic, Paperclip, Plus, Smile, SquareSlash } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { DraftMode } from '../../../src/http/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { AgentGlyph } from '../parts/glyphs.tsx'
import { shown } from '../shell/keys.ts'
import { t } from '../words/t.ts'

export interface ToolsProps {
  readonly mode: DraftMode
  /** Words may be written, not only templates. */
  readonly canWrite: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onVoice: () => void
  readonly onTemplate: () => void
  readonly onCanned: () => void
  readonly onEmoji: () => void
  readonly onDraft: () => void
  /** What floats above the button that opened it. */
  readonly emoji: ReactNode
}

/** All that can stand in a message besides letters. On phones the rarer ones come out when they are asked for. */
export function Tools(props: ToolsProps) {
  const { mode, canWrite } = props
  const [isOut, setOut] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const isReply = mode === 'reply'
  const rarer = isOut ? '' : 'max-md:hidden'
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-0.5">
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        data-files
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <IconButton
        label={t('composer.attach')}
        tipSide="above"
        disabled={!canWrite}
        onClick={() => chooser.current?.click()}
      >
        <Paperclip aria-hidden />
      </IconButton>
      <IconButton
        label={isOut ? t('composer.less') : t('composer.more')}
        tipSide="above"
        className="md:hidden"
        aria-expanded={isOut}
        onClick={() => setOut(!isOut)}
      >
        <Plus aria-hidden className={isOut ? 'rotate-45' : ''} />
      </IconButton>
      {isReply && (
        <IconButton
          label={t('composer.record')}
          tipSide="above"
          className={rarer}
          disabled={!canWrite}
          onClick={props.onVoice}
        >
          <Mic aria-hidden />
        </IconButton>
      )}
      {isReply && (
        <IconButton
          label={t('composer.template')}
          shortcut={shown('template')}
          tipSide="above"
          className={rarer}
          onClick={props.onTemplate}
        >
          <LayoutTemplate aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={t('composer.canned')}
        shortcut="/"
        tipSide="above"
        className={rarer}
        disabled={!canWrite}
        onClick={props.onCanned}
      >
        <SquareSlash aria-hidden />
      </IconButton>
      <span className={`relative ${rarer}`}>
        <IconButton label={t('composer.emoji')} tipSide="above" disabled={!canWrite} onClick={props.onEmoji}>
          <Smile aria-hidden />
        </IconButton>
        {props.emoji}
      </span>
      {isReply && (
        <Button
          look="quiet"
          tip={shown('draft')}
          tipSide="above"
          disabled={!canWrite}
          className="px-2 text-agent-ink"
          onClick={props.onDraft}
        >
          <AgentGlyph className="size-4" />
          {t('composer.draft')}
        </Button>
      )}
    </div>
  )
}
