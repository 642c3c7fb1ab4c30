import type { AgentDefinition } from '../domain/agent.ts'
import { FIRST_ALLOWED } from '../domain/heartbeat.ts'
import { isScopedId } from '../domain/phone.ts'
import type { Where } from './agent-tree.ts'
import type { Combined } from './combine.ts'
import type { Fault } from './faults.ts'
import { Refusal, setting, written } from './values.ts'

const PHONE = /^\+?[\d\s().-]{7,20}$/
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const CURE = `Name the phone of one person, "+1 415 555 1234", or ${FIRST_ALLOWED} together with allowed_numbers.`

/** A phone, an id of a customer, or the first who writes of those who may. */
export const heartbeatRecipient = () =>
  setting((value: string | number) => {
    const name = written(value)
    const isOne = name === FIRST_ALLOWED || PHONE.test(name) || ID.test(name) || isScopedId(name)
    return isOne ? name : new Refusal('is neither a phone nor the id of a customer', CURE)
  })

/** Nobody is told what an agent finds out by the clock unless somebody has said who that is: never whoever writes first. */
export function withRecipient(
  definition: AgentDefinition,
  { values, refused }: Pick<Combined, 'values' | 'refused'>,
  where: Where,
  faults: Fault[],
): AgentDefinition {
  const { heartbeat } = definition
  if (!heartbeat) return definition
  const recipient = heartbeat.recipient ?? values.heartbeatRecipient
  if (recipient === undefined && !refused.has('heartbeatRecipient'))
    faults.push({ where: where('heartbeat_recipient'), problem: 'is not set, and the heartbeat is on.', cure: CURE })
  if (recipient === FIRST_ALLOWED && !values.allowedNumbers && !refused.has('allowedNumbers'))
    faults.push({
      where: where('heartbeat_recipient'),
      problem: `is ${FIRST_ALLOWED}, and everybody may write: the first stranger would be it.`,
      cure: 'List those who may write in allowed_numbers, or name the phone of one person.',
    })
  return { ...definition, heartbeat: { ...heartbeat, recipient } }
}
