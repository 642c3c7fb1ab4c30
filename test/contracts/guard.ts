import { describe, expect, it } from 'vitest'
import type { Guardrails } from '../../src/domain/agent.ts'
import type { GuardFactory } from '../../src/domain/guard.ts'

const ON: Guardrails = {
  input: { pii: true, maxChars: 100 },
  output: { pii: true },
  allow: [],
  offTopicLimit: undefined,
}
const OFF: Guardrails = { ...ON, input: { pii: false, maxChars: undefined }, output: { pii: false } }
const SAID = 'Book it for maya@example.org, +1 555 000 1111, order ORD-22.'
const ODD = ['', ' ', '\ud800', '[email 1]', '[email 999]', '\u0000', '😀'.repeat(2_000), 'a'.repeat(4_096)]
/** Linear time on the longest message that WhatsApp brings, whatever stands in it. */
const HOSTILE = ['a@', '1 ', '+1', '[[', '4111-', '.a', 'DE00 '].map((part) => part.repeat(4_096 / part.length))
const PATIENCE_MS = 1_000

/** What everything must do that stands between customers and models: runs rely on it, whatever it hides. */
export function guardContract(create: GuardFactory) {
  const guardFor = (guardrails: Guardrails, own: readonly string[] = [SAID]) => create({ guardrails, own, allowed: [] })

  describe('a guard', () => {
    it('[A16] gives tools what the customer has said, however it was shown to the model', () => {
      const guard = guardFor(ON)
      expect(guard.reveal(guard.input(SAID))).toBe(SAID)
      const input = { to: guard.input('maya@example.org'), list: [guard.input(SAID), 3, null], deep: { yes: true } }
      expect(guard.reveal(input)).toEqual({ to: 'maya@example.org', list: [SAID, 3, null], deep: { yes: true } })
    })

    it('[A16] gives tools back what their own results have said', () => {
      const guard = guardFor(ON)
      const result = { order: 'ORD-22', contact: ['tom@example.org', { phone: '+1 555 222 3333' }], paid: true }
      expect(guard.reveal(guard.hide(result))).toEqual(result)
    })

    it('[A16] lets customers read their own data, and keeps orders readable', () => {
      const guard = guardFor(ON)
      expect(guard.output(guard.input(SAID))).toBe(SAID)
    })

    it('[A16] cuts where it is told to, and says so; the beginning stays', () => {
      const long = 'word '.repeat(1_000)
      const cut = guardFor(ON).cut(long)
      expect(cut.length).toBeLessThan(400)
      expect(cut.startsWith('word word')).toBe(true)
      expect(guardFor(ON).cut('short')).toBe('short')
      expect(guardFor(OFF).cut(long)).toBe(long)
    })

    it('[A16] leaves everything as it is where it is switched off', () => {
      const guard = guardFor(OFF, [])
      const foreign = 'Write to tom@example.org.'
      expect([guard.input(foreign), guard.output(foreign), guard.hide({ foreign })]).toEqual([
        foreign,
        foreign,
        { foreign },
      ])
    })

    it('[A16] takes whatever comes, and no guard knows what another one was told', () => {
      const [one, other] = [guardFor(ON), guardFor(ON, [])]
      for (const text of ODD)
        for (const told of [one.input(text), one.cut(text), one.output(text), one.reveal(text), one.hide(text)])
          expect(typeof told).toBe('string')
      const shown = one.input('maya@example.org')
      if (shown !== 'maya@example.org') expect(other.reveal(shown)).not.toContain('maya@example.org')
    })

    it('[A16] is done in linear time', () => {
      for (const text of HOSTILE) {
        const guard = guardFor(ON, [text])
        const began = performance.now()
        guard.output(guard.cut(guard.input(text)))
        expect(performance.now() - began).toBeLessThan(PATIENCE_MS)
      }
    })
  })
}
