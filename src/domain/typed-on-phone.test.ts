import { expect, it } from 'vitest'
import type { Content } from './content.ts'
import { asSentByUs } from './typed-on-phone.ts'

const medium = { id: '41', mime: 'image/jpeg', sha256: 'x' }
const told: readonly [Content, object][] = [
  [
    { kind: 'image', medium, caption: 'This' },
    { kind: 'image', media: { id: '41' }, caption: 'This' },
  ],
  [
    { kind: 'sticker', medium },
    { kind: 'sticker', media: { id: '41' } },
  ],
  [
    { kind: 'audio', medium: { ...medium, voice: true } },
    { kind: 'audio', media: { id: '41' }, voice: true },
  ],
  [
    { kind: 'document', medium: { ...medium, filename: 'a.pdf' } },
    { kind: 'document', media: { id: '41' }, filename: 'a.pdf' },
  ],
  [
    { kind: 'location', latitude: 1, longitude: 2, name: 'Shop', url: 'https://example.com' },
    { kind: 'location', latitude: 1, longitude: 2, name: 'Shop' },
  ],
  [
    {
      kind: 'contacts',
      requested: false,
      contacts: [{ name: 'Bo', phones: [{ phone: '+1 555' }], emails: ['bo@example.com'], organisation: 'Bakery' }],
    },
    {
      kind: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Bo' },
          phones: [{ phone: '+1 555' }],
          emails: [{ email: 'bo@example.com' }],
          org: { company: 'Bakery' },
        },
      ],
    },
  ],
  [
    { kind: 'unsupported', type: 'poll' },
    { kind: 'custom', type: 'poll', content: {} },
  ],
]

for (const [content, shown] of told)
  it(`[H19] typed on the phone, ${content.kind} reads as a message of ours`, () => {
    expect(asSentByUs(content)).toEqual(shown)
  })
