import type { PhoneMessage } from '../speech.ts'
import { STATUSES } from '../status.ts'
import { type Actions, BadControl, type Body, findCustomer, flag, given, messageIn, oneOf, text } from './body.ts'

/** What the business's own phone, Meta's agent and Meta itself do. */
export const OTHER_ACTIONS = {
  /** A person of the business types on the phone: a `text`, or any message by its `type`, also an edit or a deletion. */
  staff({ simulator }, body) {
    const customer = findCustomer(simulator, body.customer)
    const message = (
      body.type === undefined ? { type: 'text', text: text(body, 'text') } : messageIn(body)
    ) as PhoneMessage
    const inOtherForm = body.inOtherForm !== undefined && { inOtherForm: flag(body, 'inOtherForm') }
    return { wamid: simulator.businessApp(text(body, 'line')).types(customer, message, inOtherForm || {}) }
  },
  contact({ simulator }, body) {
    const app = simulator.businessApp(text(body, 'line'))
    const customer = findCustomer(simulator, body.customer)
    if (oneOf(body, 'action', ['add', 'remove']) === 'add') app.savesContact(customer, given(body, 'name').name)
    else app.forgetsContact(customer)
    return { success: true }
  },
  history({ simulator }, body) {
    const app = simulator.businessApp(text(body, 'line'))
    if (body.refused === true) app.refusesHistory()
    else app.sharesHistory({ ...count(body, 'messages'), ...count(body, 'chunk') })
    return { success: true }
  },
  'meta-agent'({ simulator }, body) {
    const agent = simulator.metaAgent(text(body, 'line'))
    const customer = findCustomer(simulator, body.customer)
    if (body.says !== undefined) return { wamid: agent.says(customer, text(body, 'says')) }
    if (flag(body, 'holds')) agent.takes(customer)
    else agent.passes(customer)
    return { success: true }
  },
  announce({ simulator }, body) {
    const field = text(body, 'field')
    const known = simulator.announcements as Readonly<Record<string, readonly string[]>>
    if (!Object.hasOwn(known, field) && body.value === undefined) {
      throw new BadControl(`"${field}" needs a "value". Samples are known of: ${Object.keys(known).join(', ')}.`)
    }
    simulator.announce(field, {
      ...given(body, 'event', 'line'),
      ...(body.value !== undefined && { value: keys(body, 'value') }),
      ...(body.customer !== undefined && { customer: findCustomer(simulator, body.customer) }),
    })
    return { success: true }
  },
  /** A status of a message that was accepted, whatever has become of it. */
  status({ simulator }, body) {
    const status = oneOf(body, 'status', STATUSES)
    simulator.tellStatus(text(body, 'wamid'), status, body.more === undefined ? {} : keys(body, 'more'))
    return { success: true }
  },
  'dashboard-test'({ simulator }) {
    simulator.dashboardTest()
    return { success: true }
  },
} satisfies Actions

function keys(body: Body, name: string): Body {
  const value = body[name]
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  throw new BadControl(`"${name}" is an object of Meta's keys.`)
}

function count<Name extends string>(body: Body, name: Name): { [Key in Name]?: number } {
  const value = body[name]
  if (value === undefined) return {}
  if (Number.isInteger(value) && Number(value) > 0) return { [name]: value } as { [Key in Name]?: number }
  throw new BadControl(`"${name}" is a number, at least 1.`)
}
