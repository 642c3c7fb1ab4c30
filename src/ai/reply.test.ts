import { describe, expect, it } from 'vitest'
import { createGuard, type GuardFacts } from '../domain/guard.ts'
import type { ReplyPart } from '../domain/turn.ts'
import { replyParts } from './reply.ts'

const HERS = 'vera@private.example'
const OWN = 'maya@own.example'
const guardrails: GuardFacts['guardrails'] = {
  input: { pii: true, maxChars: undefined },
  output: { pii: true },
  allow: [],
  offTopicLimit: undefined,
}
const reply = (asked: readonly ReplyPart[], text = '', disclosure?: string) =>
  replyParts({
    asked,
    text,
    tools: ['find_order'],
    files: [],
    guard: createGuard({ guardrails, own: [OWN], allowed: [] }),
    disclosure,
  })

/** Everything WhatsApp can show, with these words wherever there is room for words. */
const partsSaying = (words: string): ReplyPart[] => [
  { kind: 'text', text: words },
  { kind: 'buttons', body: words, header: words, footer: words, buttons: [{ id: words, title: words }] },
  { kind: 'list', body: words, button: words, sections: [{ title: words, rows: [{ id: words, title: words }] }] },
  { kind: 'link', body: words, label: words, url: `https://acme.example/?to=${words}` },
  { kind: 'document', media: { link: `https://acme.example/${words}` }, caption: words, filename: words },
  {
    kind: 'template',
    name: 'a',
    language: 'en',
    body: { one: words },
    buttons: [{ index: 0, kind: 'url', value: words }],
  },
  { kind: 'template', name: 'b', language: 'en', body: [words], header: [words] },
  { kind: 'location', latitude: 1, longitude: 2, name: words, address: words },
  { kind: 'contacts', contacts: [{ emails: [{ email: words }] }] },
  { kind: 'custom', type: 'interactive', content: { body: { text: words } } },
  { kind: 'produced', file: { bytes: new Uint8Array(1) }, caption: words },
]

describe('what reaches a customer of a run', () => {
  it("[A16] holds nobody else's data in any place that has words, and all of their own", () => {
    const said = reply(partsSaying(HERS), HERS)
    expect(said).toHaveLength(partsSaying('').length + 1)
    expect(JSON.stringify(said)).not.toContain(HERS)
    expect(reply(partsSaying(OWN))).toEqual(partsSaying(OWN))
  })

  it('[A16] leaves what names a thing as it is: uploads, messages that are answered, kinds', () => {
    const parts: ReplyPart[] = [
      { kind: 'image', media: { id: '4111111111111111' }, quotes: '4111111111111111' },
      { kind: 'reaction', to: '4111111111111111', emoji: '👍' },
    ]
    expect(reply(parts)).toEqual(parts)
  })

  it('[A22] leaves out what is not meant for customers, and the message where nothing else is in it', () => {
    const thought = '<think>She is a fraud.</think>'
    expect(
      reply([
        { kind: 'text', text: thought },
        { kind: 'link', body: thought, label: 'Open', url: 'https://acme.example' },
        { kind: 'image', media: { id: '1' }, caption: thought },
        { kind: 'buttons', body: `${thought}Which?`, footer: thought, buttons: [{ id: 'a', title: 'A' }] },
      ]),
    ).toEqual([
      { kind: 'image', media: { id: '1' } },
      { kind: 'buttons', body: 'Which?', buttons: [{ id: 'a', title: 'A' }] },
    ])
  })

  it('[A32] begins with the disclosure, in the first bubble where that has words of its own', () => {
    expect(reply([], 'Hello', 'An AI answers.')).toEqual([{ kind: 'text', text: 'An AI answers.\n\nHello' }])
    const [image] = reply([{ kind: 'image', media: { id: '1' }, caption: 'Look' }], '', 'An AI answers.')
    expect(image).toEqual({ kind: 'text', text: 'An AI answers.' })
    expect(reply([], '', 'An AI answers.')).toEqual([])
  })
})
