import { CircleQuestionMark, Copy, CornerUpLeft, SmilePlus } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ThreadEntry } from '../../../src/http/wire.ts'
import type { CommandId } from '../shell/commands.ts'
import { shown } from '../shell/keys.ts'
import { t } from '../words/t.ts'
import { useAround } from './around.tsx'

export const EMOJI = ['👍', '❤️', '😂', '😮', '🙏', '✅'] as const

/** Only where WhatsApp knows the message, it can be answered and reacted to. */
export const canAnswer = ({ wamid, deleted }: ThreadEntry) => wamid !== undefined && !deleted

export const hasWhy = ({ author, turn }: ThreadEntry) => author === 'agent' && turn !== undefined

/** What can be done with the message that is pointed at, beside it. */
export function Toolbar({
  entry,
  isTheirs,
  isReacting,
}: {
  readonly entry: ThreadEntry
  readonly isTheirs: boolean
  readonly isReacting: boolean
}) {
  const { act, mayReply, offerReactions } = useAround()
  const answers = mayReply && canAnswer(entry)
  return (
    <fieldset
      aria-label={t('message.acts')}
      data-acts
      className={`absolute bottom-full z-10 mb-[-10px] flex rounded-md bg-raised p-0.5 shadow-raised ring-1 ring-line ${isTheirs ? 'start-2' : 'end-2'}`}
    >
      {isReacting ? (
        <Emoji entry={entry} />
      ) : (
        <>
          {answers && (
            <Act command="quote" word={t('message.quote')} onClick={() => act('quote', entry)}>
              <CornerUpLeft aria-hidden className="mirrored" />
            </Act>
          )}
          {answers && isTheirs && (
            <Act command="react" word={t('message.react')} onClick={() => offerReactions(entry.id)}>
              <SmilePlus aria-hidden />
            </Act>
          )}
          {!entry.deleted && (
            <Act command="copy" word={t('message.copy')} onClick={() => act('copy', entry)}>
              <Copy aria-hidden />
            </Act>
          )}
          {hasWhy(entry) && (
            <Act command="why" word={t('message.why')} onClick={() => act('why', entry)}>
              <CircleQuestionMark aria-hidden />
            </Act>
          )}
        </>
      )}
    </fieldset>
  )
}

function Act({
  command,
  word,
  onClick,
  children,
}: {
  readonly command: CommandId
  readonly word: string
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={word}
      title={`${word}  ${shown(command)}`}
      className="grid size-7 place-items-center rounded-sm text-quiet hover:bg-hover hover:text-ink pointer-coarse:size-11 [&>svg]:size-4"
      onClick={onClick}
    >
      {children}
    </button>
  )
}

function Emoji({ entry }: { readonly entry: ThreadEntry }) {
  const { react, offerReactions } = useAround()
  const first = useRef<HTMLButtonElement>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => first.current?.focus(), [])
  const send = async (emoji: string) => {
    setBusy(true)
    await react(entry, emoji)
    offerReactions(undefined)
  }
  return EMOJI.map((emoji, index) => (
    <button
      key={emoji}
      ref={index === 0 ? first : undefined}
      type="button"
      disabled={isBusy}
      aria-label={t('message.reactWith', { emoji })}
      className="grid size-8 place-items-center rounded-sm text-lead hover:bg-hover pointer-coarse:size-11"
      onClick={() => void send(emoji)}
    >
      {emoji}
    </button>
  ))
}
