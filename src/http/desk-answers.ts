import type { ZodError } from 'zod'
import type { Holding } from '../flows/baton.ts'
import type { DeskPort } from '../flows/desk.ts'
import { nothingHere } from './gate.ts'
import { answer, problem } from './routes.ts'

type Passed = Awaited<ReturnType<DeskPort['claim']>>

/** Who has it, and all that the next question may be asked with. */
export const stateOf = ({ owner, epoch, teammate, handoff, position }: Holding) => ({
  owner,
  epoch,
  teammate,
  handoff,
  position,
})

export function passed(verdict: Passed): Response {
  switch (verdict.kind) {
    case 'passed': {
      const { now, moved, conversations, onTheWire } = verdict
      return answer({ state: stateOf(now), moved, conversations, onTheWire })
    }
    case 'unknown':
      return nothingHere()
    case 'no-agent':
      return problem(409, verdict.reason)
    case 'stale':
    case 'refused':
      return held(verdict)
  }
}

/** Somebody was faster, or it is not theirs to move: says who has it now. */
export function held(verdict: Extract<Passed, { kind: 'stale' | 'refused' }>, more: object = {}): Response {
  return problem(409, sentenceOf(verdict), { state: stateOf(verdict.now), ...more })
}

function sentenceOf(verdict: Parameters<typeof held>[0]): string {
  const { now } = verdict
  if (verdict.kind === 'stale') return `Something has changed since you looked: ${whoHas(now)}`
  switch (verdict.because) {
    case 'another-teammate':
      return `${capital(whoHas(now))} To take it over, say so: "over": true.`
    case 'nobody-has-it':
      return `No person has this conversation: ${whoHas(now)}`
    case 'nothing-to-undo':
      return `There is nothing to take back: the last step was not yours, is older than a minute, or is taken back already. Now ${whoHas(now)}`
  }
}

function whoHas({ owner, teammate }: Holding): string {
  if (owner === 'agent') return 'the agent answers it.'
  return owner === 'waiting' ? 'it waits for a person.' : `${teammate?.name ?? 'a teammate'} has it.`
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

export const faultsOf = ({ issues }: ZodError) =>
  issues.map(({ path, message }) => `${path.join('.') || 'query'}: ${message}`).join('; ')
