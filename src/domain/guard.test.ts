import { describe, expect, it } from 'vitest'
import type { Guardrails } from './agent.ts'
import { createGuard, type GuardFacts } from './guard.ts'
import type { GuardAct } from './trace.ts'

const ON: Guardrails = {
  input: { pii: true, maxChars: 2000 },
  output: { pii: true },
  allow: [],
  offTopicLimit: 3,
}

function setUp({
  guardrails,
  own = [],
  allowed = [],
}: Partial<Omit<GuardFacts, 'guardrails'>> & { guardrails?: Partial<Guardrails> } = {}) {
  const acts: GuardAct[] = []
  const trace = { guard: (act: GuardAct) => void acts.push(act) }
  return { guard: createGuard({ guardrails: { ...ON, ...guardrails }, own, allowed, trace }), acts }
}

const MINE = 'I am Maya, maya@example.com, +1 (555) 000-1111'

describe('what a model reads', () => {
  it('[A16] personal data are placeholders, the same value always the same one', () => {
    const { guard, acts } = setUp({ own: [MINE] })
    expect(guard.input(`${MINE}. Card 4111 1111 1111 1111; or bo@x.com`)).toBe(
      'I am Maya, [email 1], [phone 1]. Card [card 1]; or [email 2]',
    )
    expect(guard.input('MAYA@example.com, +15550001111, 555-000-1111, 4111-1111-1111-1111')).toBe(
      '[email 1], [phone 1], [phone 1], [card 1]',
    )
    expect(guard.input('+1 555 000 2222, DNI 12345678Z, DE89370400440532013000')).toBe(
      '[phone 2], DNI [id number 1], [iban 1]',
    )
    expect(acts.slice(0, 3)).toEqual([
      { where: 'input', what: 'email', count: 2 },
      { where: 'input', what: 'phone', count: 1 },
      { where: 'input', what: 'card', count: 1 },
    ])
  })

  it('[A16] the results of tools hide the same, in every field, in names of fields and in numbers', () => {
    const { guard } = setUp({ own: [MINE] })
    guard.input(MINE)
    const result = {
      order: 'ORD-22',
      email: 'maya@example.com',
      phone: 15550001111,
      total: 15550001111,
      items: [{ 'bo@x.com': 'x' }, null, true, 2],
      at: new Date(0),
      contacts: { mobile: ['15550003333', 'none'] },
    }
    expect(guard.hide(result)).toEqual({
      order: 'ORD-22',
      email: '[email 1]',
      phone: '[phone 1]',
      total: 15550001111,
      items: [{ '[email 2]': 'x' }, null, true, 2],
      at: '1970-01-01T00:00:00.000Z',
      contacts: { mobile: ['[phone 2]', 'none'] },
    })
    expect(guard.hide('text of bo@x.com')).toBe('text of [email 2]')
  })

  it('[A16] a result without a bottom ends somewhere, and bytes stay bytes', () => {
    const { guard } = setUp()
    const loop: Record<string, unknown> = { name: 'x' }
    loop.self = [loop, loop]
    expect(guard.hide(loop)).toEqual({ name: 'x', self: [null, null] })
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(() => guard.hide(deep)).not.toThrow()
    const bytes = new Uint8Array([1, 2])
    expect(guard.hide({ bytes }).bytes).toBe(bytes)
    expect(guard.hide(JSON.parse('{"__proto__": {"mail": "bo@x.com"}}'))).toEqual(
      JSON.parse('{"__proto__": {"mail": "[email 1]"}}'),
    )
  })

  it('[A16] what the business says of itself is not hidden, unless it is the customer’s own', () => {
    const allowed = ['Write to help@acme.com or call 555 010 0000.']
    const { guard } = setUp({ allowed })
    expect(guard.input('is it help@acme.com or (555) 010-0000?')).toBe('is it help@acme.com or (555) 010-0000?')
    expect(setUp({ allowed, own: ['help@acme.com'] }).guard.input('help@acme.com')).toBe('[email 1]')
  })

  it('[A16] is cut where it is too long, with a note, and never in a character or a placeholder', () => {
    const { guard, acts } = setUp()
    expect(guard.cut('x'.repeat(2000))).toBe('x'.repeat(2000))
    expect(guard.cut('x'.repeat(2001))).toBe(
      `${'x'.repeat(2000)}\n[The message was cut here: it has 2001 characters, and these are the first 2000.]`,
    )
    expect(acts).toEqual([{ where: 'input', what: 'too-long', count: 1 }])
    expect(guard.cut(`${'x'.repeat(1999)}😀`)).toMatch(/^x{1999}\n\[/)
    expect(guard.cut(`${'x'.repeat(1995)}[email 1] and more`)).toMatch(/^x{1995}\n\[The/)
    expect(
      setUp({ guardrails: { input: { pii: true, maxChars: undefined } } }).guard.cut('x'.repeat(5000)),
    ).toHaveLength(5000)
  })
})

describe('what tools get', () => {
  it('[A16] values in place of placeholders, everywhere', () => {
    const { guard } = setUp({ own: [MINE] })
    guard.input(MINE)
    expect(
      guard.reveal({
        to: '[email 1]',
        note: 'call [phone 1] or [Phone 1]',
        '[email 1]': ['[email1]'],
        n: 1,
        other: '[email 7]',
      }),
    ).toEqual({
      to: 'maya@example.com',
      note: 'call +1 (555) 000-1111 or +1 (555) 000-1111',
      'maya@example.com': ['maya@example.com'],
      n: 1,
      other: '[email 7]',
    })
    expect(guard.reveal(guard.hide({ mail: 'bo@x.com' }))).toEqual({ mail: 'bo@x.com' })
  })
})

describe('what a customer reads', () => {
  it('[A16] their own data are put back, also inside of links', () => {
    const { guard, acts } = setUp({ own: [MINE] })
    guard.input(MINE)
    expect(guard.output('I write to [email 1] and call [phone 1].')).toBe(
      'I write to maya@example.com and call +1 (555) 000-1111.',
    )
    expect(guard.output('<[email 1]>, \\[email 1\\], [EMAIL 1], [email1]')).toBe(
      '<maya@example.com>, maya@example.com, maya@example.com, maya@example.com',
    )
    expect(guard.output('[mail](mailto:[email 1]) https://wa.me/[phone 1] tel:[phone 1]')).toBe(
      '[mail](mailto:maya@example.com) https://wa.me/15550001111 tel:+15550001111',
    )
    expect(guard.output('https://acme.com/?email=%5Bemail%201%5D')).toBe('https://acme.com/?email=maya@example.com')
    expect(acts.filter(({ where }) => where === 'output')).toEqual([])
  })

  it('[A16] somebody else’s are not, whether the model saw them or knows them from elsewhere', () => {
    const { guard, acts } = setUp({ own: [MINE] })
    guard.hide({ email: 'bo@x.com', card: '4111111111111111' })
    expect(guard.output('Bo is [email 1], his card [card 1].')).toBe('Bo is •••, his card •••.')
    expect(guard.output('Bo is bo@x.com, +1 555 000 9999, DE89 3704 0044 0532 0130 00; b\u200bo@x.com')).toBe(
      'Bo is •••, •••, •••; •••',
    )
    expect(acts.filter(({ where }) => where === 'output')).toEqual([
      { where: 'output', what: 'email', count: 1 },
      { where: 'output', what: 'card', count: 1 },
      { where: 'output', what: 'email', count: 2 },
      { where: 'output', what: 'phone', count: 1 },
      { where: 'output', what: 'iban', count: 1 },
    ])
  })

  it('[A16] their own stay, however they or the model write them', () => {
    const { guard } = setUp({ own: ['call 15550001111 or MAYA@example.com', '+5511987654321', 'cpf 529.982.247-25'] })
    for (const text of ['+1 555 000 1111', '(555) 000-1111', 'maya@example.com', '+55 11 8765-4321', '52998224725'])
      expect(guard.output(`It is ${text}.`)).toBe(`It is ${text}.`)
    expect(guard.output('It is +1 212 000 1111.')).toBe('It is •••.')
  })

  it('[A16] what the business says of itself stays, and what it allows by a pattern', () => {
    const { guard } = setUp({
      allowed: ['Our hotline: 555 010 0000'],
      guardrails: { allow: ['*@acme.com', '*sales*@*.acme.org', 'j*o@acme.net*net', '+44 20 7946 0018'] },
    })
    for (const text of [
      'Help@Acme.com',
      '(555) 010-0000',
      '+1 555 010 0000',
      'eu-sales-1@shop.acme.org',
      '020 7946 0018',
    ])
      expect(guard.output(`Write ${text}!`)).toBe(`Write ${text}!`)
    for (const text of [
      'help@acme.com.evil.net',
      'help@notacme.org',
      'sales@acme.org.x.com',
      'jo@acme.net',
      '+44 20 7946 0019',
    ])
      expect(guard.output(`Write ${text}!`)).toBe('Write •••!')
    guard.hide('help@acme.com bo@x.com')
    expect(guard.output('[email 1] [email 2]')).toBe('•••')
  })

  it('[A16] placeholders that were invented leave nothing behind', () => {
    const { guard, acts } = setUp({ own: [MINE] })
    guard.input(MINE)
    expect(guard.output('I have written to [email 7].')).toBe('I have written to.')
    expect(guard.output('Call [phone 3] or write ([email 9]) to us, <[email 5]>.')).toBe('Call or write to us,.')
    expect(guard.output('[Write to us](mailto:[email 9]) or mailto:[email 9]')).toBe('Write to us or')
    expect(guard.output('[email 9]')).toBe('')
    expect(guard.output('Your [order 1] and [1] stay.')).toBe('Your [order 1] and [1] stay.')
    expect(acts.at(-1)).toEqual({ where: 'output', what: 'unknown-placeholder', count: 1 })
  })
})

describe('switched off', () => {
  it('[A16] on the way in nothing is hidden, on the way out nothing is taken away', () => {
    const blind = setUp({ guardrails: { input: { pii: false, maxChars: 10 } } })
    expect(blind.guard.input('bo@x.com')).toBe('bo@x.com')
    expect(blind.guard.hide({ mail: 'bo@x.com' })).toEqual({ mail: 'bo@x.com' })
    expect(blind.guard.output('see [email 1] of bo@x.com')).toBe('see [email 1] of •••')
    const open = setUp({ guardrails: { output: { pii: false } } })
    expect(open.guard.input('bo@x.com')).toBe('[email 1]')
    expect(open.guard.output('[email 1] or jo@x.com')).toBe('bo@x.com or jo@x.com')
    expect(open.acts.filter(({ where }) => where === 'output')).toEqual([])
  })
})

describe('story 1', () => {
  const STORY = [
    "Hi, my order #ORD-22 hasn't arrived",
    'Your order ORD-22 was delivered 5/14 to 12 Oak St. If that is not your address, tell me the right one and I will trace it.',
    'I never got it. This is the second time. I want to talk to a person.',
    'Of course — connecting you with a teammate now.',
    "I'm sorry. I'm reissuing it as ORD-22-R at once, free shipping, two days, and I have flagged your account.",
    'Thank you.',
    'Hey, did the reissue ship?',
    'Yes - ORD-22-R shipped 5/15, tracking #1Z999. Carrier ETA 5/17. Want me to send tracking updates here?',
  ]

  it('[A16] passes unchanged both ways', () => {
    const { guard, acts } = setUp({ own: ['+15550001111', 'Maya'] })
    for (const text of STORY) {
      expect(guard.input(text)).toBe(text)
      expect(guard.output(text)).toBe(text)
    }
    const order = { order: 'ORD-22', status: 'delivered', on: '5/14', to: '12 Oak St', tracking: '1Z999' }
    expect(guard.hide(order)).toEqual(order)
    expect(
      guard.reveal({ reason: 'customer_asked', summary: '2nd missing-order issue, ORD-22 marked delivered.' }),
    ).toEqual({
      reason: 'customer_asked',
      summary: '2nd missing-order issue, ORD-22 marked delivered.',
    })
    expect(acts).toEqual([])
  })
})
