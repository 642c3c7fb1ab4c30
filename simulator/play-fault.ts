import type { Agenda } from './agenda.ts'
import type { Fault, NamedFault } from './faults.ts'
import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import { errorBody, refuse } from './graph-errors.ts'
import type { LateFailure } from './journey.ts'

const HTML_502: GraphAnswer = {
  kind: 'answer',
  status: 502,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>',
}
const BARE_500: GraphAnswer = { kind: 'answer', status: 500, headers: {}, body: '' }
const PLAIN_429: GraphAnswer = {
  kind: 'answer',
  status: 429,
  headers: { 'content-type': 'text/plain', 'retry-after': '2' },
  body: 'Too Many Requests',
}

/** A request that hangs is accepted at some moment within this time, when the caller may have given up already. */
const HANGS_FOR_MS = 30_000

interface Stage {
  readonly agenda: Agenda
  readonly random: () => number
  readonly trace: () => string
  /** Does what the request asks for. */
  readonly proceed: (failsLate?: LateFailure) => Promise<GraphAnswer>
}

/** Plays one fault over one request. */
export async function playFault(fault: Fault, { agenda, random, trace, proceed }: Stage): Promise<GraphAnswer> {
  if (typeof fault === 'number') return refuse({ code: fault }, trace())
  if (typeof fault === 'string') return playNamed(fault)
  if ('code' in fault) {
    const { accepted, ...refusal } = fault
    const no = refuse(refusal, trace())
    return accepted ? insteadOfSuccess(no) : no
  }
  if ('failed' in fault) {
    const { failed, ...rest } = fault
    return proceed({ refusal: { code: failed }, ...rest })
  }
  const answer = await proceed()
  await agenda.pause(fault.latency)
  return answer

  /** What Meta refuses on its own is refused in spite of the fault: only an accepted message can be in doubt. */
  async function insteadOfSuccess(other: GraphAnswer): Promise<GraphAnswer> {
    const answer = await proceed()
    return answer.kind === 'answer' && answer.status === 200 ? other : answer
  }

  async function playNamed(name: NamedFault): Promise<GraphAnswer> {
    switch (name) {
      case 'accepted-131000':
        return insteadOfSuccess(refuse({ code: 131000 }, trace()))
      case 'html-502':
        return HTML_502
      case 'accepted-html-502':
        return insteadOfSuccess(HTML_502)
      case 'bare-500':
        return BARE_500
      case 'accepted-bare-500':
        return insteadOfSuccess(BARE_500)
      case 'error-in-200':
        return jsonAnswer(errorBody({ code: 131016 }, trace()))
      case 'plain-429':
        return PLAIN_429
      case 'refused':
        return { kind: 'refused' }
      case 'reset-before-bytes':
        return { kind: 'reset', accepted: false, bytesWritten: false }
      case 'reset':
        return { kind: 'reset', accepted: false, bytesWritten: true }
      case 'accepted-reset':
        return insteadOfSuccess({ kind: 'reset', accepted: true, bytesWritten: true })
      case 'hang':
        return { kind: 'hang', accepted: false }
      case 'accepted-hang':
        agenda.after(random() * HANGS_FOR_MS, () => void proceed())
        return { kind: 'hang', accepted: true }
    }
  }
}
