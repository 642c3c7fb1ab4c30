import { afterEach, describe, expect, it } from 'vitest'
import type { Outbound } from '../../src/domain/outbound.ts'
import type { Agent } from '../../src/domain/turn.ts'
import { SUPPORT, WABA } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(200, 7)])
const OGG = Buffer.concat([Buffer.from(`OggS${'\0'.repeat(24)}OpusHead\x01\x01`, 'latin1'), Buffer.alloc(200)])
const PDF = Buffer.from('%PDF-1.7 Hello')
const MP4 = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(200)])
const WEBP = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), Buffer.alloc(18)])

const ORDER = {
  name: 'order_update',
  language: 'en_US',
  category: 'UTILITY',
  components: [
    { type: 'BODY', text: 'Hello {{1}}, order {{2}} is on its way.', example: { body_text: [['Maya', 'ORD-1']] } },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] },
  ],
}
const KNOWN_ACCOUNT = { lines: [{ ...SUPPORT, accountId: WABA }] }

/** An agent that answers with whatever the test says. */
async function begin(reply: Agent, options: StageOptions = {}) {
  stage = await setStage({ ...options, agent: reply })
  const maya = stage.phone('15550001111')
  const upload = async (bytes: Uint8Array): Promise<string> => {
    const { media, lines } = stage.platform
    const uploaded = await media.upload(lines.byName('support'), { bytes })
    if (uploaded.kind === 'failed') throw new Error(uploaded.reason)
    return uploaded.id
  }
  return { maya, upload }
}

const button = (title: string) => ({ id: title.toLowerCase(), title })

/** Every kind but those that need a file or a message: what is sent, and what the phone shows. */
const KINDS: readonly [Outbound, shows: object][] = [
  [
    { kind: 'text', text: '**Hello** https://x.example', preview: true },
    { type: 'text', text: '*Hello* https://x.example' },
  ],
  [
    { kind: 'image', media: { link: 'https://x.example/a.png' }, caption: '**A** cat' },
    { type: 'image', text: '*A* cat' },
  ],
  [
    { kind: 'location', latitude: 41.01, longitude: 28.97, name: 'Shop' },
    { type: 'location', content: { name: 'Shop' } },
  ],
  [
    {
      kind: 'contacts',
      contacts: [{ name: { formatted_name: 'Ada L', first_name: 'Ada' }, phones: [{ phone: '+1555' }] }],
    },
    { type: 'contacts', text: '[contact Ada L]' },
  ],
  [
    { kind: 'buttons', body: 'Trace **it**?', header: 'Order', footer: 'Acme', buttons: [button('Yes'), button('No')] },
    { type: 'interactive', text: 'Order\nTrace *it*?\nAcme\n[Yes]\n[No]' },
  ],
  [
    {
      kind: 'list',
      body: 'Which?',
      button: 'Choose',
      sections: [{ title: 'Plans', rows: [{ id: 'pro', title: 'Pro', description: '$49' }] }],
    },
    { type: 'interactive', text: 'Which?\n[Choose]\n- Pro: $49' },
  ],
  [
    { kind: 'link', body: 'Look', label: 'Open', url: 'https://x.example' },
    { type: 'interactive', text: 'Look\n[Open] https://x.example' },
  ],
  [
    {
      kind: 'custom',
      type: 'interactive',
      content: { type: 'location_request_message', body: { text: 'Where?' }, action: { name: 'send_location' } },
    },
    { type: 'interactive', text: 'Where?\n[Send location]' },
  ],
]

describe('everything the business can send', () => {
  it.each(KINDS.map(([reply, shows]) => ({ kind: reply.kind, reply, shows })))(
    '[D4 D22] $kind reaches the phone',
    async ({ reply, shows }) => {
      const { maya } = await begin(() => reply)
      maya.says('Hello')
      expect(await stage.passUntil(maya.hears(), 30_000)).toMatchObject(shows)
      expect(await stage.deliveries()).toMatchObject([{ state: expect.stringMatching(/delivered|read/) }])
    },
  )

  it('[D4 D5] files that were uploaded: picture, film, sound, voice, document, sticker', async () => {
    const replies: Outbound[] = []
    const { maya, upload } = await begin(() => replies)
    replies.push(
      { kind: 'image', media: { id: await upload(PNG) }, caption: 'A cat' },
      { kind: 'video', media: { id: await upload(MP4) } },
      { kind: 'audio', media: { id: await upload(OGG) } },
      { kind: 'audio', media: { id: await upload(OGG) }, voice: true },
      { kind: 'document', media: { id: await upload(PDF) }, filename: 'invoice.pdf' },
      { kind: 'sticker', media: { id: await upload(WEBP) } },
    )
    maya.says('Hello')
    await stage.pass(30_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([
      'A cat',
      '[video]',
      '[audio]',
      '[voice message]',
      '[document invoice.pdf]',
      '[sticker]',
    ])
  })

  it('[D3 D4] a reaction stands by its message, and an agent may quote any', async () => {
    const { maya } = await begin(({ messages }) => [
      { kind: 'reaction', to: wamidOf('Hello'), emoji: '👍' },
      { kind: 'text', text: `To ${messages[0]!.text}`, quotes: wamidOf('Hello') },
    ])
    const wamidOf = (text: string) => maya.said.find((one) => one.text === text)!.wamid
    maya.says('Hello')
    await stage.pass(20_000)
    expect(maya.said[0]).toMatchObject({ reaction: '👍' })
    expect(maya.bubbles).toMatchObject([{ text: 'To Hello', quoted: wamidOf('Hello') }])
  })

  it('[D4 L6] what WhatsApp would refuse never leaves: people are called, with the field and the limit', async () => {
    const { maya } = await begin(() => ({ kind: 'buttons', body: 'Which?', buttons: [button('x'.repeat(21))] }))
    maya.says('Hello')
    await stage.pass(120_000)
    const [handoff] = await stage.platform.store.handoffs()
    expect(handoff?.summary).toContain(
      'interactive.action.buttons[0].reply.title has 21 characters, WhatsApp allows 20',
    )
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['Sorry, a teammate will answer you.'])
  })

  it('[D2 D22] a long answer goes out in parts that each stand alone', async () => {
    const code = Array.from({ length: 400 }, (_, index) => `  line ${index}`).join('\n')
    const { maya } = await begin(() => `# Log\n\n\`\`\`sh\n${code}\n\`\`\``)
    maya.says('Hello')
    await stage.pass(30_000)
    expect(maya.bubbles.length).toBeGreaterThan(1)
    for (const { text } of maya.bubbles) expect(text.split('```').length % 2).toBe(1)
    expect(maya.bubbles[0]!.text.startsWith('*Log*')).toBe(true)
  })
})

describe('templates', () => {
  const order = (change: object = {}): Outbound => ({
    kind: 'template',
    name: 'order_update',
    language: 'en_US',
    body: ['Maya', 'ORD-22'],
    ...change,
  })

  it('[D15] are sent, and the transcript has the words the customer reads', async () => {
    let history: readonly { text: string }[] = []
    const { maya } = await begin(
      (turn) => {
        history = turn.history
        return turn.text === 'Hello' ? order() : 'Fine.'
      },
      { settings: KNOWN_ACCOUNT },
    )
    stage.simulator.templates.add(ORDER)
    await stage.platform.templates.sync(WABA)
    maya.says('Hello')
    expect((await stage.passUntil(maya.hears())).text).toContain('Hello Maya, order ORD-22 is on its way.')
    maya.says('And now?')
    await stage.passUntil(maya.hears('Fine.'))
    expect(history.map(({ text }) => text)).toContain('Hello Maya, order ORD-22 is on its way.')
  })

  it('[D15 D23] are synced at the start and again every six hours', async () => {
    await begin(() => null, { settings: KNOWN_ACCOUNT })
    const names = async () => (await stage.platform.store.templatesOf('acme')).map(({ name }) => name)
    await stage.pass(1000)
    expect(await names()).toEqual([])
    stage.simulator.templates.add(ORDER)
    await stage.pass(5 * 60 * 60_000)
    expect(await names()).toEqual([])
    await stage.pass(2 * 60 * 60_000)
    expect(await names()).toEqual(['order_update'])
  })

  it('[D15] that do not fit never leave; by then Meta has been asked anew', async () => {
    const { maya } = await begin(() => order({ body: ['Maya'] }), { settings: KNOWN_ACCOUNT })
    await stage.pass(1000)
    stage.simulator.templates.add(ORDER)
    await stage.pass(5 * 60_000)
    maya.says('Hello')
    await stage.pass(120_000)
    const [handoff] = await stage.platform.store.handoffs()
    expect(handoff?.summary).toContain('body: it takes 2 parameters ({{1}}, {{2}}), 1 given')
  })

  it("[D15] of an account that nobody told us are Meta's to check", async () => {
    const { maya } = await begin(() => order())
    stage.simulator.templates.add(ORDER)
    maya.says('Hello')
    expect((await stage.passUntil(maya.hears())).type).toBe('template')
  })
})
