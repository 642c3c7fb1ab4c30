import type { BoundArguments } from './agent.ts'

const PERSON = 'customer|user|client|contact|caller|sender|recipient|receiver|subscriber|end_user'
const PHONE =
  'phone|phone_number|phone_no|telephone|telephone_number|mobile|mobile_number|mobile_phone|msisdn|wa_number|whatsapp|whatsapp_number|whatsapp_phone'
const PHONES = new RegExp(`^((${PERSON}|to|from|my|their)_)?(${PHONE})$|^(to|from|${PERSON})_(number|no)$`)
const IDS = new RegExp(
  `^(${PERSON}|wa|whatsapp)_(id|uuid|key|ref)$|^(customer|user|client|caller|sender|recipient|receiver)$|^((${PERSON})_)?(wa_id|waid|bsuid)$`,
)

/**
 * What an argument should be bound to whose name says whom a tool acts for; undefined for all others. A model that may
 * fill such an argument in can be talked into naming somebody else.
 */
export function whomNamedBy(argument: string): BoundArguments[string] | undefined {
  const name = argument
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toLowerCase()
  if (PHONES.test(name)) return 'customer.phone'
  return IDS.test(name) ? 'customer.id' : undefined
}
