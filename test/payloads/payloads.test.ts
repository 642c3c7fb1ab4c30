import { describe, expect, it } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { STATUSES } from '../../src/domain/delivery.ts'
import type { Notice } from '../../src/domain/notice.ts'
import { parseWebhook } from '../../src/whatsapp/parse.ts'
import { SUPPORT } from '../settings.ts'
import { readPayloads } from './payloads.ts'

const payloads = readPayloads()
const changeIn = (body: object) => {
  const changes = parseWebhook(body)!
  expect(changes).toHaveLength(1)
  return changes[0]!
}

/** What a payload's page may say: all but what came raw, and lists that are empty. */
function reading(body: object, asked: object) {
  const { field, messages, statuses, notices, unreadable } = changeIn(body)
  const read = {
    field,
    messages: messages.map(({ raw: _, phoneNumberId: __, ...message }) => message),
    statuses,
    notices,
    unreadable: unreadable.map(({ reason }) => reason),
  }
  const filled = Object.entries(read).filter(([name, value]) => (name === 'field' ? name in asked : value.length > 0))
  return Object.fromEntries(filled)
}

describe('payloads are read as they mean', () => {
  for (const { name, proves, says, body, reads } of payloads)
    it(`[Q11 ${proves}] ${name}: ${says}`, () => {
      expect(reading(body, reads)).toEqual(reads)
    })
})

describe('the collection', () => {
  it('[W16] every message has the number it was sent to', () => {
    const messages = payloads.flatMap(({ body }) => changeIn(body).messages)
    expect(messages.length).toBeGreaterThan(100)
    expect(messages.filter(({ phoneNumberId }) => phoneNumberId !== SUPPORT.phoneNumberId)).toEqual([])
  })

  it('[Q11] every kind of content, of status and of notice is in it', () => {
    const changes = payloads.map(({ body }) => changeIn(body))
    const contents = changes.flatMap(({ messages }) => messages.map(({ content }) => content.kind))
    const notices = changes.flatMap((change) => change.notices.map(({ kind }) => kind))
    const statuses = changes.flatMap((change) => change.statuses.map(({ status }) => status))
    expect(new Set(contents)).toEqual(new Set(Object.keys(CONTENTS)))
    expect(new Set(notices)).toEqual(new Set(Object.keys(NOTICES)))
    expect(new Set(statuses)).toEqual(new Set(STATUSES))
  })

  it('[W19] a payload in an envelope of its own is read again as it was', () => {
    for (const { body, reads } of payloads) {
      const { raw } = changeIn(body)
      expect(reading(raw as object, reads)).toEqual(reading(body, reads))
    }
  })
})

/** The compiler asks for each. */
const CONTENTS: Record<Content['kind'], true> = {
  text: true,
  image: true,
  video: true,
  audio: true,
  document: true,
  sticker: true,
  location: true,
  contacts: true,
  choice: true,
  form: true,
  'call-permission': true,
  order: true,
  reaction: true,
  edit: true,
  revoke: true,
  system: true,
  unsupported: true,
}
const NOTICES: Record<Notice['kind'], true> = {
  echo: true,
  'contact-synced': true,
  history: true,
  'template-status': true,
  'template-quality': true,
  'template-category': true,
  'template-changed': true,
  'number-quality': true,
  'number-name': true,
  capability: true,
  account: true,
  'account-review': true,
  'account-alert': true,
  security: true,
  preference: true,
  'user-id-changed': true,
  call: true,
  standby: true,
  group: true,
  error: true,
  kept: true,
}
