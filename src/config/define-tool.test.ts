import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import type { ToolContext } from '../domain/agent.ts'
import { defineTool, type ToolOptions } from '../index.ts'
import { readTools } from './agent-tools.ts'
import type { Fault } from './faults.ts'

function read(tools: readonly ToolOptions[]) {
  const faults: Fault[] = []
  const found = readTools(tools, (path) => path, { hasColleagues: false, staysOnTopic: false }, faults)
  expect(faults).toEqual([])
  return found
}

describe('tools as they are written', () => {
  const run = ({ order }: { order: string }) => order
  const refund = { name: 'refund', description: 'Pays back.', effect: 'irreversible', run } as const

  it('[A10 A28 C3] misspelt are an error before they run', () => {
    const http = { type: 'http', name: 'x', description: 'x', url: 'https://api.acme.example' } as const
    // @ts-expect-error
    void ('send_buton' satisfies ToolOptions)
    // @ts-expect-error
    void ({ name: 'send_buton', as: 'x' } satisfies ToolOptions)
    // @ts-expect-error
    void ({ name: 'send_text', ass: 'x' } satisfies ToolOptions)
    // @ts-expect-error
    void ({ name: 'send_text', effect: 'read' } satisfies ToolOptions)
    // @ts-expect-error
    void ({ name: 'refund', description: 'Pays back.', effect: 'forever', run } satisfies ToolOptions)
    // @ts-expect-error
    void ({ name: 'refund', description: 'Pays back.', run } satisfies ToolOptions)
    // @ts-expect-error
    void ({ ...refund, timeot: 3 } satisfies ToolOptions)
    // @ts-expect-error
    void ({ ...refund, as: 'x' } satisfies ToolOptions)
    // @ts-expect-error
    void ({ ...refund, parameters: { order: 'strng' } } satisfies ToolOptions)
    // @ts-expect-error
    void ({ ...http, methd: 'GET' } satisfies ToolOptions)
    // @ts-expect-error
    void ({ ...http, method: 'POST' } satisfies ToolOptions)
    // @ts-expect-error
    void ({ ...http, bind: { phone: 'customer.mobile' } } satisfies ToolOptions)
    // @ts-expect-error
    void ({ type: 'mcp', name: 'crm', url: 'https://crm.acme.example', effects: { note: 'x' } } satisfies ToolOptions)
    // @ts-expect-error
    void ({ type: 'mcp', name: 'crm', command: 'npx' } satisfies ToolOptions)
    expect(read([{ ...http, method: 'POST', effect: 'reversible' }])).toHaveLength(2)
  })
})

describe('defineTool', () => {
  const described = { name: 'book', description: 'Books.', effect: 'reversible' } as const
  type InputOf<Tool extends { run: (...given: never) => unknown }> = Parameters<Tool['run']>[0]

  it('[A10] tells run what comes, from a schema of zod', () => {
    const schema = z.object({ day: z.string(), guests: z.coerce.number().default(1) })
    const book = defineTool({
      ...described,
      effect: 'irreversible',
      key: ['day'],
      parameters: schema,
      run: ({ day, guests }, { customer }) => `${guests} on ${day.toUpperCase()} for ${customer.id}`,
    })
    expectTypeOf<InputOf<typeof book>>().toEqualTypeOf<{ day: string; guests: number }>()
    const context = { customer: { id: 'c-1' } } as ToolContext
    const said: string = book.run({ day: 'may 14', guests: 2 }, context)
    expect(said).toBe('2 on MAY 14 for c-1')
    expect(read([book])[0]).toMatchObject({ kind: 'own', parameters: schema })
  })

  it('[A10] from the short form, and from a JSON schema', () => {
    const short = defineTool({
      ...described,
      parameters: { day: 'string', guests: 'integer?', area: { type: 'string', enum: ['bar', 'garden'] } },
      run: async ({ day, guests = 1, area }) => ({ day, guests: guests + 1, area }),
    })
    expectTypeOf<InputOf<typeof short>>().toEqualTypeOf<{
      readonly day: string
      readonly guests?: number
      readonly area: 'bar' | 'garden'
    }>()
    const json = defineTool({
      ...described,
      parameters: {
        type: 'object',
        properties: {
          day: { type: 'string', minLength: 3 },
          dishes: { type: 'array', items: { type: 'object', properties: { id: { type: ['number', 'null'] } } } },
        },
        required: ['day'],
      },
      run: ({ day, dishes = [] }) => [day, ...dishes.map(({ id }) => id)],
    })
    expectTypeOf<InputOf<typeof json>>().toEqualTypeOf<{
      readonly day: string
      readonly dishes?: readonly { readonly id?: number | null }[]
    }>()
    const none = defineTool({ ...described, run: () => 'done' })
    const tools = read([short, { ...json, name: 'order' }, { ...none, name: 'ring' }])
    expect(tools.map(({ name }) => name)).toEqual(['book', 'order', 'ring', 'hand_off_to_human'])
  })

  it('[A10 A28 C3] takes no other arguments than those that are declared', () => {
    const parameters = { day: 'string' } as const
    // @ts-expect-error
    defineTool({ ...described, parameters, run: ({ dya }) => dya })
    // @ts-expect-error
    defineTool({ ...described, parameters, run: ({ day }: { day: number }) => day })
    // @ts-expect-error
    defineTool({ ...described, parameters, key: ['dya'], run: ({ day }) => day })
    // @ts-expect-error
    defineTool({ ...described, parameters: { day: 'strng' }, run: () => 'x' })
    // @ts-expect-error
    defineTool({ ...described, parameters, run: (_, { costumer }) => costumer })
    // @ts-expect-error
    defineTool({ ...described, paramters: parameters, run: () => 'x' })
    // @ts-expect-error
    const unclear = () => defineTool({ name: 'book', description: 'Books.', parameters, run: () => 'x' })
    expect(unclear().name).toBe('book')
  })
})
