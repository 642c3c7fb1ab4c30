import { describe, expect, it } from 'vitest'
import { READY_TOOLS, type ReadyToolName } from '../../domain/ready-tools.ts'
import { sceneOf } from './test-binding.ts'
import { ready } from './test-tools.ts'

const ALL = Object.keys(READY_TOOLS) as ReadyToolName[]
const targets = new Map([
  ['team', 'slack'],
  ['desk', 'email'],
  ['books', 'email'],
  ['shop', 'webhook'],
  ['boss', 'whatsapp'],
] as const)
const colleagues = [{ name: 'specialist', handoffDescription: 'Knows machines.' }]

/** Names of arguments at any depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {} } = schema as { properties?: object }
  return [
    ...Object.keys(properties),
    ...Object.values(schema).flatMap(namesIn),
    ...Object.values(properties).flatMap(namesIn),
  ]
}

describe('[A9] ready tools', () => {
  it('have no argument that could name a customer, a phone, an address, a line or a conversation', async () => {
    const scene = await sceneOf(
      ALL.map((tool) => ready(tool)),
      { binding: { targets, colleagues } },
    )
    expect(Object.keys(scene.tools).sort()).toEqual([...ALL].sort())
    for (const name of ALL) {
      const schema = await scene.schemaOf(name)
      for (const argument of namesIn(schema))
        expect(argument, name).not.toMatch(/phone|customer_?id|recipient|address|email|wa_?id|line|conversation|user/i)
      // Where there is a choice of whom, it is one of names.
      for (const [argument, about] of Object.entries((schema.properties ?? {}) as Record<string, { enum?: string[] }>))
        if (['to', 'target'].includes(argument)) expect(about.enum?.length, `${name}.${argument}`).toBeGreaterThan(0)
    }
  })

  it('act on the customer of the turn, whomever the arguments name besides', async () => {
    const scene = await sceneOf([ready('hand_off_to_human'), ready('send_text'), ready('send_reaction')])
    const foreign = {
      phone: '+15559998888',
      customer: 'ben',
      conversation: 'c2',
      to: '+15559998888',
      wamid: 'wamid.ben',
    }
    await scene.call('send_text', { text: 'Hello', ...foreign })
    await scene.call('send_reaction', { emoji: '👍', ...foreign })
    await scene.call('hand_off_to_human', { reason: 'customer_asked', summary: 'Wants a person', ...foreign })
    expect(scene.intents).toEqual({
      parts: [
        { kind: 'text', text: 'Hello' },
        { kind: 'reaction', to: 'wamid.ana', emoji: '👍' },
      ],
      handOff: { reason: 'customer_asked', summary: 'Wants a person' },
      passOn: undefined,
      posts: [],
      promises: [],
      stops: undefined,
      declined: false,
      reconsidered: false,
    })
    expect(JSON.stringify(scene.trace().tools.map(({ result }) => result))).not.toContain('9998888')
  })

  it('go by the names they are given, the store by its own', async () => {
    const scene = await sceneOf([
      ready('hand_off_to_human', { name: 'call_a_person', settings: { description: 'Ours.' } }),
    ])
    expect(Object.keys(scene.tools)).toEqual(['call_a_person'])
    expect(scene.tools.call_a_person!.description).toBe('Ours.')
    expect(scene.effects).toEqual(new Map([['call_a_person', 'reversible']]))
  })
})

describe('[H3] hand_off_to_human', () => {
  it('answers {"status":"handed_off"} for the four reasons, and the first call counts', async () => {
    for (const reason of ['customer_asked', 'frustration', 'out_of_scope', 'sensitive']) {
      const scene = await sceneOf([ready('hand_off_to_human')])
      expect(await scene.call('hand_off_to_human', { reason, summary: 'Why' })).toEqual({ status: 'handed_off' })
      await scene.call('hand_off_to_human', { reason: 'sensitive', summary: 'Again' })
      expect(scene.intents.handOff).toEqual({ reason, summary: 'Why' })
    }
  })

  it.each([
    { reason: 'repeated_failure', summary: 'x' },
    { reason: 'sensitive' },
    { reason: 'sensitive', summary: '' },
  ])('refuses %o', async (input) => {
    const scene = await sceneOf([ready('hand_off_to_human')])
    expect(await scene.call('hand_off_to_human', input)).toHaveProperty('error')
    expect(scene.intents.handOff).toBeUndefined()
  })
})

describe('[A11] messages to others', () => {
  it('go to names of the configuration only, and wait for the reply', async () => {
    const names = ['send_slack', 'send_email', 'send_webhook', 'send_text', 'send_template'] as const
    const scene = await sceneOf(
      names.map((name) => ready(name)),
      { binding: { targets } },
    )
    await scene.call('send_slack', { text: 'Look' })
    await scene.call('send_email', { target: 'books', subject: 'Bill', text: 'Look' })
    await scene.call('send_webhook', { data: { order: 'ORD-1' } })
    await scene.call('send_text', { text: 'Look', to: 'boss' })
    await scene.call('send_template', { name: 'alert', language: 'en', to: 'boss' })
    const template = { kind: 'template', name: 'alert', language: 'en' }
    expect(scene.intents.posts).toEqual([
      { channel: 'slack', target: 'team', text: 'Look' },
      { channel: 'email', target: 'books', subject: 'Bill', text: 'Look' },
      { channel: 'webhook', target: 'shop', text: '', data: { order: 'ORD-1' } },
      { channel: 'whatsapp', target: 'boss', text: 'Look' },
      { channel: 'whatsapp', target: 'boss', text: '[template alert]', data: template },
    ])
    const asked = [
      ['send_slack', { text: 'Look', target: 'https://evil.com/hook' }],
      ['send_email', { subject: 'Bill', text: 'Look', target: 'thief@evil.com' }],
      ['send_email', { subject: 'Bill', text: 'Look' }],
      ['send_text', { text: 'Look', to: '+15559998888' }],
      ['send_webhook', { data: {}, target: 'team' }],
    ] as const
    for (const [name, input] of asked) expect(await scene.call(name, input), name).toHaveProperty('error')
    expect(scene.intents.posts).toHaveLength(5)
    expect(scene.intents.parts).toEqual([])
  })

  it('are not offered where there is nobody to send to', async () => {
    const all = (['send_slack', 'send_email', 'send_webhook', 'send_text', 'escalate'] as const).map((one) =>
      ready(one),
    )
    const scene = await sceneOf(all)
    expect(Object.keys(scene.tools)).toEqual(['send_text'])
    expect((await scene.schemaOf('send_text')).properties).not.toHaveProperty('to')
  })
})

describe('ready tools that think', () => {
  it('[A24] escalate passes the customer on with a summary, and tells them', async () => {
    const scene = await sceneOf([ready('escalate')], { binding: { colleagues } })
    const input = { agent: 'specialist', summary: 'Ana has error E7', tell_customer: 'Our specialist goes on.' }
    expect(scene.tools.escalate!.description).toContain('specialist: Knows machines.')
    expect(await scene.call('escalate', { ...input, agent: 'nobody' })).toHaveProperty('error')
    expect(await scene.call('escalate', input)).toEqual({ status: 'escalated' })
    expect(await scene.call('escalate', { ...input, summary: 'Again' })).toEqual({ status: 'escalated' })
    expect(scene.intents.passOn).toEqual({ agent: 'specialist', note: 'Ana has error E7' })
    expect(scene.intents.parts).toEqual([{ kind: 'text', text: 'Our specialist goes on.' }])
  })

  it('[A32] decline_off_topic is counted', async () => {
    const scene = await sceneOf([ready('decline_off_topic')])
    await scene.call('decline_off_topic', {})
    expect(scene.intents.declined).toBe(true)
  })

  it.each([
    ['memory_search', 'memory_store'],
    ['synap_search', 'synap_store'],
  ] as const)('[A10] %s and %s know this customer only', async (search, store) => {
    const scene = await sceneOf([ready(search), ready(store)])
    expect(await scene.call(search, { query: 'drinks', customer: 'ben' })).toEqual([
      { text: 'Likes tea', said: new Date(scene.binding.turn.now).toISOString(), line: 'sales' },
    ])
    expect(await scene.call(store, { text: 'Writes from [email 1]', customer: 'ben' })).toEqual({ status: 'stored' })
    expect(scene.memories).toEqual(['Writes from ana@acme.com'])
  })

  it.each(['get_media', 'analyze_attachment'] as const)(
    '[A19] %s looks at a file of the conversation again',
    async (tool) => {
      const at = Date.UTC(2026, 10, 1)
      const medium = (id: string) => ({ id, mime: 'image/png' })
      const attachments = [
        { medium: { ...medium('new'), filename: 'a.png' }, kind: 'image' as const, message: 'm2', at },
        { medium: medium('old'), kind: 'image' as const, message: 'm1', at },
      ]
      const fetched: string[] = []
      const scene = await sceneOf([ready(tool), ready('list_attachments')], {
        bound: {
          attachments: async () => attachments,
          async file({ id }) {
            fetched.push(id)
            if (id === 'old') return { kind: 'failed', because: 'expired', reason: 'graph.facebook.com said 404' }
            return { kind: 'file', bytes: new Uint8Array([1]), mime: 'image/png' }
          },
        },
      })
      expect(await scene.call('list_attachments')).toEqual([
        { which: 1, kind: 'image', type: 'image/png', filename: 'a.png', sent: '2026-11-01T00:00:00.000Z' },
        { which: 2, kind: 'image', type: 'image/png', sent: '2026-11-01T00:00:00.000Z' },
      ])
      expect(await scene.call(tool, { question: 'Which colour?' })).toEqual({
        kind: 'image',
        answer: 'image/png: Which colour?',
      })
      expect(await scene.call(tool, { which: 2, question: 'Which colour?' })).toEqual({
        error: 'the file cannot be looked at (expired): ask for it again',
      })
      expect(await scene.call(tool, { which: 3, question: 'Which colour?' })).toHaveProperty('error')
      expect(fetched).toEqual(['new', 'old'])
    },
  )
})
