import { useRef, useState } from 'react'
import type { Outbound, ThreadEntry } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import type { Holding } from '../wire/acts.ts'
import { Refused, Unreachable } from '../wire/ask.ts'
import { serverNow } from '../wire/clock.ts'
import { holdingIn, newerIn, newId, type Sent, sendReply, takeBack } from '../wire/replies.ts'
import { t } from '../words/t.ts'
import type { Part } from './parts.ts'

/** Why nothing was sent, as far as it decides what can be done about it. */
export type Unsent =
  | { readonly kind: 'newer'; readonly messages: readonly ThreadEntry[] }
  | { readonly kind: 'moved'; readonly to: Holding; readonly seen: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' }

export interface Asked {
  readonly parts: readonly Part[]
  readonly seen: number
  readonly epoch: number
  readonly replyTo?: string | undefined
  readonly drafted?: boolean
  readonly over?: boolean
  readonly hold?: number | undefined
  readonly whenClosed?: 'park' | undefined
}

interface Place {
  readonly person: string
  readonly conversation: string
}

/** Sends one part after the other: what was said stays said, what was not is told with the reason. */
export function useSending(place: Place) {
  const [busy, setBusy] = useState(false)
  const [unsent, setUnsent] = useState<Unsent>()
  /** The ids of what was asked last: the same words asked again are the same messages. */
  const attempt = useRef({ of: '', ids: [] as string[] })
  /** The last message that we know of because we have sent it ourselves. */
  const own = useRef(0)

  async function send({
    parts,
    seen,
    epoch,
    replyTo,
    drafted,
    over,
    hold,
    whenClosed,
  }: Asked): Promise<readonly Part[] | undefined> {
    const of = JSON.stringify([parts, replyTo])
    if (attempt.current.of !== of) attempt.current = { of, ids: parts.map(newId) }
    const { ids } = attempt.current
    setBusy(true)
    setUnsent(undefined)
    const said: Part[] = []
    const sent: Sent[] = []
    let known = { seen, epoch }
    try {
      for (const [index, part] of parts.entries()) {
        const words = 'text' in part ? { text: part.text } : { content: part.content }
        const answers = index === 0 ? replyTo : undefined
        const position = Math.max(known.seen, own.current)
        const asked = {
          id: ids[index]!,
          ...words,
          replyTo: answers,
          epoch: known.epoch,
          over,
          drafted,
          hold,
          whenClosed,
        }
        const told = await sendReply(place.conversation, { ...asked, seen: position })
        known = { seen: told.state.position, epoch: told.state.epoch }
        own.current = told.state.position
        said.push(part)
        sent.push(told)
      }
      attempt.current = { of: '', ids: [] }
      return said
    } catch (error) {
      setUnsent(unsentBy(error, known.seen))
      // What is left of it is another attempt.
      if (said.length > 0) attempt.current = { of: '', ids: [] }
      return said.length > 0 ? said : undefined
    } finally {
      setBusy(false)
      tellHeld(place, sent)
    }
  }

  return { busy, unsent, send, clear: () => setUnsent(undefined), fail: (reason: Unsent) => setUnsent(reason) }
}

export type SendingState = ReturnType<typeof useSending>

function unsentBy(error: unknown, seen: number): Unsent {
  if (error instanceof Unreachable) return { kind: 'unreachable' }
  if (!(error instanceof Refused)) throw error
  const messages = newerIn(error)
  const to = holdingIn(error)
  if (messages.length > 0) return { kind: 'newer', messages }
  if (error.status === 409 && to) return { kind: 'moved', to, seen }
  if (error.told.because === 'window-closed') return { kind: 'closed' }
  return { kind: 'refused', reason: error.message || t('composer.failed') }
}

function tellHeld(place: Place, sent: readonly Sent[]): void {
  const leavesAt = Math.max(0, ...sent.map((one) => one.leavesAt ?? 0))
  const left = leavesAt - serverNow()
  const messages = sent.flatMap((one) => one.messages.slice(0, 1))
  if (left > 500)
    toast({
      text: t('composer.held', { seconds: Math.round(left / 1000) }),
      action: { label: t('act.undo'), run: () => void undo(place, messages) },
      forMs: left,
    })
  if (sent.some((one) => one.leavesAt === undefined)) toast({ text: t('composer.parked') })
  const onTheWire = sent.reduce((sum, one) => sum + one.onTheWire.length, 0)
  if (onTheWire > 0) toast({ text: t('composer.onTheWire', { count: onTheWire }) })
}

/** The last one first: words that stood before others come back before them. */
export async function undo(place: Place, messages: readonly string[]): Promise<void> {
  try {
    let hasWords = false
    for (const message of messages.toReversed()) hasWords = (await takeBack(place, message)).hasWords || hasWords
    toast({ text: hasWords ? t('composer.wordsBack') : t('composer.takenBack') })
  } catch (error) {
    toast({ look: 'danger', text: error instanceof Refused ? error.message : t('composer.noAnswer') })
  }
}

/** What is sent by itself, such as a template, is asked for as a single part. */
export const only = (content: Outbound): readonly Part[] => [{ content }]
