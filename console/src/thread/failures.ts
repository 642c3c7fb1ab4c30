import type { ThreadEntry } from '../../../src/http/wire.ts'
import { english } from '../words/english.ts'
import { t, type Word } from '../words/t.ts'

type Fault = NonNullable<ThreadEntry['delivery']>['error']

const WINDOW_CLOSED = 131047

/** Codes that mean the same to whoever reads them. */
const SAME: Readonly<Record<number, number>> = {
  0: 190,
  10: 190,
  131005: 190,
  131031: 368,
  131045: 133010,
  80007: 4,
  130429: 4,
  131008: 100,
  131009: 100,
  131052: 131053,
  132012: 132000,
  132008: 132000,
  132015: 132016,
}

/** What is held back here, in the words that Meta would have refused it with. */
const BY_REASON: Readonly<Record<string, number>> = { marketing_stopped: 131050, window_closed: WINDOW_CLOSED }

const codeOf = (fault: Fault) => fault?.code ?? BY_REASON[fault?.reason ?? '']

export const isWindowClosed = (fault: Fault) => codeOf(fault) === WINDOW_CLOSED

/** What a number of Meta's means in words for those who answer customers, and what they can do; else what the server was told. */
export function causeOf(fault: Fault): string {
  const code = codeOf(fault)
  const word = code === undefined ? undefined : `failure.${SAME[code] ?? code}`
  if (word !== undefined && word in english) return t(word as Word)
  return fault?.reason ? sentence(fault.reason) : t('failure.unknown')
}

const sentence = (reason: string) =>
  `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`
