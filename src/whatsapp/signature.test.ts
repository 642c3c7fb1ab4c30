import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSameToken, signingSecret } from './signature.ts'

const body = Buffer.from('{"a":"\\u00e9"}')
const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

describe('the signature of a webhook', () => {
  it('[W4] names the secret that signed the raw bytes', () => {
    expect(signingSecret(body, sign('one'), ['one', 'two'])).toBe('one')
    expect(signingSecret(body, sign('two'), ['one', 'two'])).toBe('two')
    expect(signingSecret(body, sign('one').toUpperCase().replace('SHA256', 'sha256'), ['one'])).toBe('one')
  })

  it('[W4] is refused when it is missing, malformed, not ASCII, too short, too long or of other bytes', () => {
    const good = sign('one')
    const bad = [
      undefined,
      null,
      '',
      'sha256=',
      good.slice(7),
      good.replace('sha256', 'sha1'),
      good.slice(0, -1),
      `${good}0`,
      good.replace(/.$/, 'é'),
      `sha256=${'g'.repeat(64)}`,
      `${good},${good}`,
      sign('three'),
    ]
    for (const header of bad) expect(signingSecret(body, header, ['one', 'two'])).toBeUndefined()
    expect(signingSecret(Buffer.from('{"a":"é"}'), good, ['one'])).toBeUndefined()
    expect(signingSecret(body, good, [])).toBeUndefined()
  })
})

describe('tokens', () => {
  it('[W3] are the same only when neither is empty', () => {
    expect(isSameToken('token', 'token')).toBe(true)
    for (const [given, expected] of [
      ['', ''],
      ['token', ''],
      ['', 'token'],
      ['token', 'tokens'],
      ['token ', 'token'],
    ])
      expect(isSameToken(given!, expected!)).toBe(false)
  })
})
