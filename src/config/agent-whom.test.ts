import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import { loadSettings } from './load-settings.ts'
import type { WabatonOptions } from './schema.ts'

const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  OPENAI_API_KEY: 'sk-test',
}
type Tools = NonNullable<Exclude<WabatonOptions['agent'], string | ((turn: never) => unknown)>>['tools']
const warningsOf = async (tools: Tools) => {
  const overrides = { agents: { shop: { model: 'gpt-4o', tools } } }
  return (await loadSettings({ env: ENV, folder: '/nowhere', overrides })).settings.warnings
}
const own = { name: 'refund', description: 'Pays back.', effect: 'irreversible', run: () => 'done' } as const
const http = { type: 'http', name: 'find', description: 'Finds.', url: 'https://api.acme.example/orders' } as const
const at = 'options: agents.shop.tools'

it('[A9 C3] an own tool whose model says whom it acts for is warned of, with the cure', async () => {
  const cure = 'Remove it, and take context.customer.phone from what run is given second.'
  const told = [`${at}: refund lets the model say whom it acts for, as phone. ${cure}`]
  expect(await warningsOf([{ ...own, parameters: { order: 'string', phone: 'string?' } }])).toEqual(told)
  const json = { type: 'object', properties: { phone: { type: 'string' } } } as const
  expect(await warningsOf([{ ...own, parameters: json }])).toEqual(told)
  const zod = z.object({ phone: z.string().transform((one) => one.trim()), when: z.date() })
  expect(await warningsOf([defineTool({ ...own, parameters: zod })])).toEqual(told)
  expect(await warningsOf([{ ...own, parameters: { customerId: 'string' } }])).toEqual([
    expect.stringContaining('take context.customer.id'),
  ])
})

it('[A9 C3] so is a tool over HTTP that does not bind it', async () => {
  const parameters = { order: 'string', customer_phone: 'string', user_id: 'string' } as const
  expect(await warningsOf([{ ...http, parameters, bind: { user_id: 'customer.id' } }])).toEqual([
    `${at}: find lets the model say whom it acts for, as customer_phone. Add bind: {customer_phone: customer.phone}, and the runtime fills it in.`,
  ])
})

it('[A9] nothing is said of other arguments, of bound ones and of schemas that cannot be looked into', async () => {
  const unknown = { '~standard': { vendor: 'acme', validate: (value: unknown) => value } }
  class Schema {
    readonly '~standard' = unknown['~standard']
  }
  const tools: Tools = [
    'memory_search',
    { ...own, parameters: { order: 'string', courier_phone: 'string' } },
    { ...own, name: 'other', parameters: new Schema() },
    { ...http, parameters: { phone: 'string' }, bind: { phone: 'customer.phone' } },
    { type: 'mcp', name: 'crm', url: 'https://crm.acme.example/mcp' },
  ]
  expect(await warningsOf(tools)).toEqual([])
})
