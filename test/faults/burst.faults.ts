import { expect, inject, it } from 'vitest'
import { killAtEveryStep } from './burst-killed.ts'

for (const kind of ['embedded', 'postgres'] as const)
  it(`[Q9 W8 W11 A20 D8 D21] a server killed at every step of answering a burst, on the ${kind} store`, async () => {
    const { failures, survived, killed, inWords } = await killAtEveryStep(kind, inject('postgres'))
    console.log(inWords)
    expect(failures.join('\n\n')).toBe('')
    expect(survived).toBe(true)
    expect(killed.length).toBeGreaterThan(30)
  })
