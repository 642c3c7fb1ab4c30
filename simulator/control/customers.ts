import { type Actions, findCustomer, findHandset, flag, given, oneOf, text } from './body.ts'
import { describeCustomer } from './state.ts'

/** Who is there, and what becomes of their numbers and names. */
export const CUSTOMER_ACTIONS = {
  customers({ simulator }, body) {
    const { username } = body
    const customer = simulator.customer({
      phone: text(body, 'phone'),
      ...given(body, 'name', 'bsuid', 'parentBsuid'),
      // An empty one takes it away.
      ...(typeof username === 'string' && { username }),
      ...(body.inContactBook !== undefined && { inContactBook: flag(body, 'inContactBook') }),
      ...(body.newOwner !== undefined && { newOwner: flag(body, 'newOwner') }),
    })
    return describeCustomer(simulator)(customer)
  },
  /** Changes a customer: network, read receipts, presence on WhatsApp, blocked lines, names. */
  customer({ simulator }, body) {
    const customer = findCustomer(simulator, body.customer)
    if (body.online === true) customer.comesOnline()
    if (body.online === false) customer.goesOffline()
    if (body.reads !== undefined) customer.reads = oneOf(body, 'reads', ['auto', 'manual', 'never'])
    if (body.onWhatsApp !== undefined) customer.onWhatsApp = flag(body, 'onWhatsApp')
    if (body.inContactBook !== undefined) customer.inContactBook = flag(body, 'inContactBook')
    if (body.name !== undefined) customer.name = text(body, 'name')
    if (typeof body.username === 'string') customer.username = body.username || undefined
    if (body.blocks !== undefined) customer.blocks(text(body, 'blocks'))
    if (body.unblocks !== undefined) customer.unblocks(text(body, 'unblocks'))
    return describeCustomer(simulator)(customer)
  },
  /** A new number, a new user id or a new identity; the lines that know the customer are told. */
  identity({ simulator }, body) {
    const customer = findCustomer(simulator, body.customer)
    if (body.phone !== undefined) {
      const form = body.form !== undefined && { form: oneOf(body, 'form', ['new', 'without-previous', 'old']) }
      customer.changesNumber(text(body, 'phone'), form || {})
    } else if (body.bsuid !== undefined) {
      customer.changesUserId(body.bsuid === true ? undefined : text(body, 'bsuid'))
    } else customer.changesIdentity()
    return describeCustomer(simulator)(customer)
  },
  marketing({ simulator }, body) {
    const handset = findHandset(simulator, body)
    if (flag(body, 'wanted')) handset.resumesMarketing()
    else handset.stopsMarketing()
    return { success: true }
  },
} satisfies Actions
