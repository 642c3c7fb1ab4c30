import { describe, expect, it } from 'vitest'
import { parseWebhook } from './parse.ts'

const LINE = '106540352242922'
const hello = { from: '15550001111', id: 'wamid.1', timestamp: '1790000000', type: 'text', text: { body: 'Hello' } }
const contact = { wa_id: '15550001111', user_id: 'US.1349', profile: { name: 'Maya', username: 'maya.1' } }
const sent = { id: 'wamid.2', status: 'sent', timestamp: '1790000001', recipient_id: '15550001111' }

const webhook = (value: object, field = 'messages') => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1022',
      changes: [{ field, value: { messaging_product: 'whatsapp', metadata: { phone_number_id: LINE }, ...value } }],
    },
  ],
})
const only = (value: object) => parseWebhook(webhook(value))![0]!

describe('a webhook is read', () => {
  it('[W9 W16 W18] with its line, sender, text and time', () => {
    const [message] = only({ contacts: [contact], messages: [hello] }).messages
    expect(message).toEqual({
      phoneNumberId: LINE,
      wamid: 'wamid.1',
      sender: { phone: '15550001111', bsuid: 'US.1349', username: 'maya.1', name: 'Maya' },
      content: { kind: 'text', text: 'Hello' },
      sentAt: 1_790_000_000_000,
      raw: hello,
    })
  })

  it('[I17] from a customer who shows no phone', () => {
    const { from: _, ...hidden } = { ...hello, from_user_id: 'US.1349' }
    const { wa_id: __, ...nameOnly } = contact
    const [message] = only({ contacts: [nameOnly], messages: [hidden] }).messages
    expect(message?.sender).toEqual({ bsuid: 'US.1349', username: 'maya.1', name: 'Maya' })
  })

  it('[W9] all of it: every entry, change, message and status', () => {
    const many = webhook({
      messages: [hello, { ...hello, id: 'wamid.3' }],
      statuses: [sent, { ...sent, status: 'read' }],
    })
    many.entry.push(...webhook({ messages: [{ ...hello, id: 'wamid.4' }] }).entry)
    many.entry[0]!.changes.push(...webhook({ messages: [{ ...hello, id: 'wamid.5' }] }).entry[0]!.changes)
    const changes = parseWebhook(many)!
    expect(changes.flatMap(({ messages }) => messages.map(({ wamid }) => wamid))).toEqual([
      'wamid.1',
      'wamid.3',
      'wamid.5',
      'wamid.4',
    ])
    expect(changes.flatMap(({ statuses }) => statuses.map(({ status }) => status))).toEqual(['sent', 'read'])
  })

  it('[W10] item by item: what cannot be read costs nothing that stands beside it', () => {
    const broken = [
      null,
      7,
      'text',
      [],
      {},
      { id: 'wamid.9' },
      { ...hello, id: undefined },
      { ...hello, from: undefined },
      hello,
    ]
    const change = only({ messages: broken, statuses: [null, {}, { id: 'wamid.2', status: 'vanished' }, sent] })
    expect(change.messages.map(({ wamid }) => wamid)).toEqual(['wamid.1'])
    expect(change.statuses.map(({ status }) => status)).toEqual(['sent'])
    expect(change.unreadable).toHaveLength(broken.length - 1 + 3)
  })

  it('[W10 W15] a text without body and kinds of tomorrow are kept as unsupported', () => {
    const kinds = [
      { ...hello, text: undefined },
      { ...hello, type: 'hologram' },
      { ...hello, type: undefined, text: undefined },
      { ...hello, type: 'image', image: { caption: 'no file' } },
    ]
    expect(only({ messages: kinds }).messages.map(({ content }) => content)).toEqual([
      { kind: 'unsupported', type: 'text' },
      { kind: 'unsupported', type: 'hologram' },
      { kind: 'unsupported', type: 'unknown' },
      { kind: 'unsupported', type: 'image' },
    ])
  })

  it('[W14 W25] reactions and system messages start no turn, and a message of a group is nobody’s own', () => {
    const change = only({
      messages: [
        { ...hello, type: 'reaction' },
        { ...hello, type: 'system' },
        { ...hello, group_id: 'g' },
      ],
    })
    expect(change.messages.map(({ ignoredBecause }) => ignoredBecause)).toEqual([
      'a message of type reaction starts no turn',
      'a message of type system starts no turn',
    ])
    expect(change.unreadable).toMatchObject([{ reason: 'a group message' }])
  })

  it('takes times as text or number, and characters that no store keeps out of texts', () => {
    const { messages } = only({
      messages: [
        { ...hello, timestamp: 1790000000 },
        { ...hello, timestamp: 'soon', text: { body: 'a\u0000b\ud800c' } },
      ],
    })
    expect(messages.map(({ sentAt }) => sentAt)).toEqual([1_790_000_000_000, 0])
    expect(messages[1]!.content).toEqual({ kind: 'text', text: 'a\ufffdb\ufffdc' })
  })

  it('[D16] a failed status says why, and the attempt it echoes', () => {
    const [status] = only({
      statuses: [
        { ...sent, status: 'failed', biz_opaque_callback_data: 'x', errors: [{ code: 131047, title: 'Closed' }] },
      ],
    }).statuses
    expect(status).toEqual({
      wamid: 'wamid.2',
      status: 'failed',
      at: 1_790_000_001_000,
      callback: 'x',
      error: { code: 131047, reason: 'Closed' },
      recipient: { phone: '15550001111' },
    })
  })

  it('[W10 W22] edits in edits, and forms in forms, are not followed down', () => {
    const depth = 50_000
    const edit = JSON.parse(
      `${'{"type":"edit","edit":{"original_message_id":"wamid.0","message":'.repeat(depth)}null${'}}'.repeat(depth)}`,
    )
    const form = { type: 'nfm_reply', nfm_reply: { response_json: `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}` } }
    const { messages } = only({
      messages: [
        { ...hello, ...edit },
        { ...hello, type: 'interactive', interactive: form },
      ],
    })
    expect(messages.map(({ content }) => content)).toEqual([
      { kind: 'edit', of: 'wamid.0', content: { kind: 'unsupported', type: 'edit' } },
      { kind: 'form', name: 'flow' },
    ])
  })

  it('[W6] what is no webhook of WhatsApp is told apart', () => {
    for (const body of [null, 7, 'x', [], {}, { object: 'page', entry: [] }, { object: 'whatsapp_business_account' }])
      expect(parseWebhook(body)).toBeUndefined()
  })
})
