import { describe, expect, it } from 'vitest'
import { outcomeOf } from './errors.ts'

const accepted = JSON.stringify({ messaging_product: 'whatsapp', messages: [{ id: 'wamid.1' }] })
const refused = (code: number) => JSON.stringify({ error: { message: `(#${code})`, code } })
const outcome = (status: number, body: string, retryAfter?: string) => outcomeOf({ status, body, retryAfter })

describe('what an answer says about a message', () => {
  it('[D8] it is accepted only with Meta’s 200 and its id', () => {
    expect(outcome(200, accepted)).toEqual({ kind: 'accepted', wamid: 'wamid.1' })
    expect(outcome(200, refused(131016))).toMatchObject({ kind: 'retry', code: 131016 })
    expect(outcome(200, '{}')).toMatchObject({ kind: 'unknown' })
    expect(outcome(200, '{"messages":[{}]}')).toMatchObject({ kind: 'unknown' })
  })

  it('[D9] the code decides, whatever the HTTP status', () => {
    for (const status of [200, 400, 429, 500, 503]) {
      for (const code of [1, 2, 4, 80007, 130429, 131016, 131056, 131057])
        expect(outcome(status, refused(code))).toMatchObject({ kind: 'retry', code })
      for (const code of [100, 130497, 131026, 131030, 131047, 131051, 999_999])
        expect(outcome(status, refused(code))).toMatchObject({ kind: 'refused', code })
      for (const code of [0, 3, 10, 33, 190, 200, 299, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133010])
        expect(outcome(status, refused(code))).toMatchObject({ kind: 'line-fault', code })
    }
    expect(outcome(400, refused(1))).toMatchObject({ most: 2 })
  })

  it('[D27] a number id that is wrong is a fault of the line, not of the message', () => {
    const body = JSON.stringify({ error: { message: 'Unsupported post request', code: 100, error_subcode: 33 } })
    expect(outcome(400, body)).toMatchObject({ kind: 'line-fault', reason: expect.stringContaining('phone_number_id') })
  })

  it('[D9] a plain 429 is tried again, when it says so', () => {
    expect(outcome(429, 'slow down', '7')).toMatchObject({ kind: 'retry', afterMs: 7000 })
    expect(outcome(429, refused(130429), '3')).toMatchObject({ kind: 'retry', code: 130429, afterMs: 3000 })
  })

  it('[D21] what says nothing about the message is unknown: 131000, a 5xx without code, a page, half an answer', () => {
    for (const [status, body] of [
      [500, refused(131000)],
      [400, refused(131000)],
      [500, ''],
      [502, '<html>Bad gateway</html>'],
      [503, '{"error":{}}'],
      [200, accepted.slice(0, 20)],
      [404, 'null'],
    ] as const)
      expect(outcome(status, body)).toMatchObject({ kind: 'unknown' })
  })
})
