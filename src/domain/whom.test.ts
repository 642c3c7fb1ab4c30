import { expect, it } from 'vitest'
import { whomNamedBy } from './whom.ts'

it.each([
  ...['phone', 'phoneNumber', 'phone_number', 'customerPhone', 'to_number', 'toNumber', 'recipient-phone', 'MSISDN'],
  ...['mobile', 'whatsapp_number', 'contact_phone', 'from_number', 'customer_number'],
])('[A9] %s says whom a tool acts for: their phone', (name) => {
  expect(whomNamedBy(name)).toBe('customer.phone')
})

it.each([
  ...['customer', 'customer_id', 'customerId', 'customerID', 'user', 'user_id', 'wa_id', 'waId', 'recipient'],
  ...['recipient_id', 'client_id', 'contactId', 'bsuid', 'whatsapp_id', 'end_user_id'],
])('[A9] %s says whom a tool acts for: their id', (name) => {
  expect(whomNamedBy(name)).toBe('customer.id')
})

it.each([
  ...['order', 'order_id', 'order_number', 'number', 'id', 'to', 'from', 'name', 'email', 'phone_model', 'mobile_plan'],
  ...['courier_phone', 'user_manual', 'customers', 'contact', 'telephones', 'account', 'day', 'recipient_gift'],
])('%s does not', (name) => {
  expect(whomNamedBy(name)).toBeUndefined()
})
