import { describe, expect, it } from 'vitest'
import { looksAutomated } from './loop.ts'

const LIMIT = 5
const AWAY = 'Thank you for your message. Our office is closed today.'

/** Exchanges in which the other side needs so long to answer us. */
const talk = (texts: readonly string[], afterMs: number) =>
  texts.flatMap((text, index) => {
    const at = index * 100_000
    return [
      { id: `a${index}`, author: 'agent' as const, text: `Reply ${index}`, at },
      { id: `c${index}`, author: 'customer' as const, text, at: at + afterMs },
    ]
  })
const different = (count: number) =>
  Array.from({ length: count }, (_, index) => `This is what I wanted to say, part ${index}`)

describe('[D28] two machines that answer each other', () => {
  it('show by answering faster than anybody types', () => {
    expect(looksAutomated(talk(different(LIMIT), 1_500), LIMIT)).toBe(true)
    expect(looksAutomated(talk(different(LIMIT - 1), 1_500), LIMIT)).toBe(false)
    expect(looksAutomated(talk(different(LIMIT), 6_000), LIMIT)).toBe(false)
  })

  it('show by always saying the same', () => {
    expect(looksAutomated(talk(Array(LIMIT).fill(AWAY), 30_000), LIMIT)).toBe(true)
    expect(looksAutomated(talk(Array(LIMIT).fill(AWAY), 90_000), LIMIT)).toBe(false)
  })

  it('are not people who tap quickly, and not those whom a teammate talks with', () => {
    expect(looksAutomated(talk(['yes', 'ok', 'go on', 'next', 'no'], 1_000), LIMIT)).toBe(false)
    const taken = talk(different(LIMIT), 1_000)
    taken.splice(5, 0, { id: 't', author: 'teammate' as never, text: 'Let me look.', at: 250_000 })
    expect(looksAutomated(taken, LIMIT)).toBe(false)
  })

  it('[H11] are forgotten once people have had it for a while: whoever writes after the release begins anew', () => {
    const looped = talk(different(LIMIT), 1_000)
    const at = looped.at(-1)!.at
    const later = (ms: number) => ({
      id: 'later',
      author: 'customer' as const,
      text: 'Hello, this is Maya now.',
      at: at + ms,
    })
    expect(looksAutomated([...looped, later(1_000)], LIMIT)).toBe(true)
    expect(looksAutomated([...looped, later(70_000)], LIMIT)).toBe(false)
  })

  it('are not looked for where that is off', () => {
    expect(looksAutomated(talk(different(50), 100), 0)).toBe(false)
  })
})
