import { describe, expect, it } from 'vitest'
import type { Outbound } from '../domain/outbound.ts'
import type { OutboundMessage } from '../flows/world.ts'
import { render, renderContent } from './render.ts'

const say = (change: Partial<OutboundMessage> = {}) =>
  render({ to: { phone: '15550001111' }, content: { kind: 'text', text: 'Hi' }, attemptId: 'attempt-1', ...change })
const file = { id: '1234' }

/** Every kind, and how Meta writes it. */
const KINDS: readonly [Outbound, type: string, content: unknown][] = [
  [{ kind: 'text', text: 'Hi', preview: true }, 'text', { body: 'Hi', preview_url: true }],
  [{ kind: 'image', media: file, caption: 'Look' }, 'image', { id: '1234', caption: 'Look' }],
  [{ kind: 'video', media: { link: 'https://x.example/v.mp4' } }, 'video', { link: 'https://x.example/v.mp4' }],
  [{ kind: 'audio', media: file, voice: true }, 'audio', { id: '1234', voice: true }],
  [{ kind: 'document', media: file, filename: 'a.pdf' }, 'document', { id: '1234', filename: 'a.pdf' }],
  [{ kind: 'sticker', media: file }, 'sticker', { id: '1234' }],
  [
    { kind: 'location', latitude: 41, longitude: 29, name: 'Shop' },
    'location',
    { latitude: 41, longitude: 29, name: 'Shop' },
  ],
  [
    { kind: 'contacts', contacts: [{ name: { formatted_name: 'A B', first_name: 'A' } }] },
    'contacts',
    [{ name: { formatted_name: 'A B', first_name: 'A' } }],
  ],
  [{ kind: 'reaction', to: 'wamid.1', emoji: '' }, 'reaction', { message_id: 'wamid.1', emoji: '' }],
  [
    { kind: 'buttons', body: 'Which?', header: 'Now', footer: 'Fine', buttons: [{ id: 'y', title: 'Yes' }] },
    'interactive',
    {
      type: 'button',
      header: { type: 'text', text: 'Now' },
      body: { text: 'Which?' },
      footer: { text: 'Fine' },
      action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
    },
  ],
  [
    {
      kind: 'list',
      body: 'Which?',
      button: 'Choose',
      sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'first' }] }],
    },
    'interactive',
    {
      type: 'list',
      body: { text: 'Which?' },
      action: { button: 'Choose', sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'first' }] }] },
    },
  ],
  [
    {
      kind: 'link',
      body: 'Look',
      header: { kind: 'document', media: file, filename: 'a.pdf' },
      label: 'Open',
      url: 'https://x.example',
    },
    'interactive',
    {
      type: 'cta_url',
      header: { type: 'document', document: { id: '1234', filename: 'a.pdf' } },
      body: { text: 'Look' },
      action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://x.example' } },
    },
  ],
  [{ kind: 'custom', type: 'hologram', content: { depth: 3 } }, 'hologram', { depth: 3 }],
]

describe('a message in the words of Meta', () => {
  it('[D1 D21] has address, content and the id of our attempt', () => {
    expect(say()).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+15550001111',
      type: 'text',
      text: { body: 'Hi' },
      biz_opaque_callback_data: 'attempt-1',
    })
  })

  it.each(['15550001111', '+1 555 000-1111', '+1 (555) 000 11 11'])('[I16] %s is sent in one form', (phone) => {
    expect(say({ to: { phone } })).toMatchObject({ to: '+15550001111' })
  })

  it('[I17] a scoped id stands in its own field', () => {
    const message = say({ to: { bsuid: 'US.13491208655302741918' } })
    expect(message).toMatchObject({ recipient: 'US.13491208655302741918' })
    expect(message).not.toHaveProperty('to')
  })

  it('[D3 D4] quotes the message it answers; what the agent chose goes first; a reaction quotes none', () => {
    expect(say({ quotes: 'wamid.1' })).toMatchObject({ context: { message_id: 'wamid.1' } })
    const chosen: Outbound = { kind: 'text', text: 'Hi', quotes: 'wamid.2' }
    expect(say({ quotes: 'wamid.1', content: chosen })).toMatchObject({ context: { message_id: 'wamid.2' } })
    const reaction: Outbound = { kind: 'reaction', to: 'wamid.1', emoji: '👍' }
    expect(say({ quotes: 'wamid.1', content: reaction })).not.toHaveProperty('context')
  })

  it.each(KINDS.map(([message, type, content]) => ({ message, type, content })))(
    '[D4] $message.kind',
    ({ message, type, content }) => {
      expect(renderContent(message)).toEqual({ type, content })
    },
  )

  it('[D15] a template, with parameters by place and by name', () => {
    const { content } = renderContent({
      kind: 'template',
      name: 'order_update',
      language: 'en_US',
      header: { kind: 'image', media: file },
      body: { order: 'ORD-22', date: 'Friday' },
      buttons: [
        { index: 0, kind: 'url', value: 'ORD-22' },
        { index: 1, kind: 'quick-reply', value: 'stop' },
        { index: 2, kind: 'copy-code', value: 'SAVE10' },
      ],
    })
    expect(content).toEqual({
      name: 'order_update',
      language: { code: 'en_US' },
      components: [
        { type: 'header', parameters: [{ type: 'image', image: { id: '1234' } }] },
        {
          type: 'body',
          parameters: [
            { type: 'text', parameter_name: 'order', text: 'ORD-22' },
            { type: 'text', parameter_name: 'date', text: 'Friday' },
          ],
        },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'ORD-22' }] },
        { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'stop' }] },
        {
          type: 'button',
          sub_type: 'copy_code',
          index: '2',
          parameters: [{ type: 'coupon_code', coupon_code: 'SAVE10' }],
        },
      ],
    })
    const byPlace = renderContent({ kind: 'template', name: 'a', language: 'en', header: ['1'], body: ['2', '3'] })
    expect(byPlace.content).toMatchObject({
      components: [
        { type: 'header', parameters: [{ type: 'text', text: '1' }] },
        { type: 'body', parameters: [{ text: '2' }, { text: '3' }] },
      ],
    })
  })

  it('[D15] a place above a template; a parameter may be called kind or media', () => {
    const location = { kind: 'location', latitude: 41, longitude: 29 } as const
    const placed = renderContent({ kind: 'template', name: 'a', language: 'en', header: location })
    expect(placed.content).toMatchObject({
      components: [{ parameters: [{ type: 'location', location: { latitude: 41, longitude: 29 } }] }],
    })
    const named = renderContent({
      kind: 'template',
      name: 'a',
      language: 'en',
      header: { kind: 'location', media: 'print' },
    })
    expect(named.content).toMatchObject({
      components: [{ parameters: [{ parameter_name: 'kind' }, { parameter_name: 'media', text: 'print' }] }],
    })
  })
})
