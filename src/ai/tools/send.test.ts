import { describe, expect, it } from 'vitest'
import { sceneOf } from './test-binding.ts'
import { ready } from './test-tools.ts'

describe('[A10] messages with more than words', () => {
  it.each([
    [
      'send_buttons',
      { body: 'Which one?', buttons: [{ title: 'Red' }, { id: 'b', title: 'Blue' }] },
      {
        kind: 'buttons',
        body: 'Which one?',
        buttons: [
          { id: 'Red', title: 'Red' },
          { id: 'b', title: 'Blue' },
        ],
      },
    ],
    [
      'send_list',
      { body: 'Which?', button: 'Choose', sections: [{ rows: [{ title: 'Red', description: 'Like fire' }] }] },
      {
        kind: 'list',
        body: 'Which?',
        button: 'Choose',
        sections: [{ rows: [{ id: 'Red', title: 'Red', description: 'Like fire' }] }],
      },
    ],
    [
      'send_link',
      { body: 'Pay here', label: 'Pay', url: 'https://acme.com/pay' },
      { kind: 'link', body: 'Pay here', label: 'Pay', url: 'https://acme.com/pay' },
    ],
    [
      'request_location',
      { body: 'Where are you?' },
      {
        kind: 'custom',
        type: 'interactive',
        content: {
          type: 'location_request_message',
          body: { text: 'Where are you?' },
          action: { name: 'send_location' },
        },
      },
    ],
    [
      'send_media',
      { kind: 'document', link: 'https://acme.com/a.pdf', caption: 'Your bill', filename: 'bill.pdf' },
      { kind: 'document', media: { link: 'https://acme.com/a.pdf' }, caption: 'Your bill', filename: 'bill.pdf' },
    ],
    [
      'send_media',
      { kind: 'audio', link: 'https://acme.com/a.mp3', caption: 'No words' },
      { kind: 'audio', media: { link: 'https://acme.com/a.mp3' } },
    ],
    [
      'send_template',
      { name: 'order_update', language: 'en', body: ['ORD-1'] },
      { kind: 'template', name: 'order_update', language: 'en', body: ['ORD-1'] },
    ],
    [
      'send_template',
      { name: 'order_update', language: 'en', body: { order: 'ORD-1' } },
      { kind: 'template', name: 'order_update', language: 'en', body: { order: 'ORD-1' } },
    ],
  ] as const)('%s becomes a part of the reply', async (tool, input, part) => {
    const scene = await sceneOf([ready(tool)])
    expect(await scene.call(tool, input)).toMatchObject({ status: 'part of your reply' })
    expect(scene.intents.parts).toEqual([part])
  })

  it.each([
    ['send_buttons', { body: 'Which?', buttons: [1, 2, 3, 4].map((one) => ({ title: `Button ${one}` })) }],
    ['send_buttons', { body: 'Which?', buttons: [{ title: 'A title that is much too long for it' }] }],
    ['send_link', { body: 'Pay', label: 'Pay', url: 'javascript:alert(1)' }],
    ['send_reaction', { emoji: 'not one' }],
  ] as const)('%s with what WhatsApp would refuse is sent back, so that the model corrects it', async (tool, input) => {
    const scene = await sceneOf([ready(tool)])
    const result = await scene.call(tool, input)
    expect(result).toMatchObject({
      error: expect.stringContaining('WhatsApp would refuse'),
      detail: [expect.any(String)],
    })
    expect(scene.intents.parts).toEqual([])
  })

  it('pictures come from the web, over TLS, and a reaction needs a message', async () => {
    const scene = await sceneOf([ready('send_media'), ready('send_reaction')], { turn: { messages: [] } })
    for (const link of ['http://acme.com/a.png', 'file:///etc/passwd', 'a.png', ''])
      expect(await scene.call('send_media', { kind: 'image', link }), link).toHaveProperty('error')
    expect(await scene.call('send_reaction', { emoji: '👍' })).toEqual({ error: 'there is no message to react to' })
    expect(scene.intents.parts).toEqual([])
  })

  it('ten are enough for one reply', async () => {
    const scene = await sceneOf([ready('send_text')])
    for (let count = 0; count < 10; count++) await scene.call('send_text', { text: `Part ${count}` })
    expect(await scene.call('send_text', { text: 'One more' })).toHaveProperty('error')
    expect(scene.intents.parts).toHaveLength(10)
  })
})
