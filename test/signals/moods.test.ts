import { describe, expect, it } from 'vitest'
import type { Signal, SignalTuning } from '../../src/domain/signals/signal.ts'
import { signalOf } from '../../src/domain/signals/signal-of.ts'
import { figuresOf, lineOf, precisionOf, recallOf, sumOf } from './figures.ts'
import * as deFr from './moods/de-fr.ts'
import * as enEsPt from './moods/en-es-pt.ts'
import * as hiAr from './moods/hi-ar.ts'
import * as later from './moods/later.ts'
import * as latest from './moods/latest.ts'
import type { Moods } from './moods/moods.ts'

const known: readonly [string, Moods][] = Object.entries({ ...enEsPt, ...deFr, ...hiAr })

const TUNING: SignalTuning = {
  keywords: [],
  frustration: 'normal',
  sensitive: { financial: true, medical: true, legal: true },
  repeatedFailure: true,
}

/** What is heard in a message of somebody who has already said once that something has not helped. */
function heard(text: string, tuning: SignalTuning = TUNING): Signal | undefined {
  const before = [{ id: 'b', text: 'It is still not working', at: 1 }]
  return signalOf({ messages: [{ id: 'm', text, at: 2 }], before, tuning, released: undefined, now: 3 })
}

const only = (topic: keyof SignalTuning['sensitive']): SignalTuning => ({
  ...TUNING,
  sensitive: { financial: false, medical: false, legal: false, [topic]: true },
})

const RULES = [
  ['frustrated', (text: string) => heard(text, { ...TUNING, repeatedFailure: false })?.reason === 'frustration'],
  ['financial', (text: string) => heard(text, only('financial'))?.reason === 'sensitive'],
  ['medical', (text: string) => heard(text, only('medical'))?.reason === 'sensitive'],
  ['legal', (text: string) => heard(text, only('legal'))?.reason === 'sensitive'],
  ['stillNot', (text: string) => heard(text, { ...TUNING, frustration: 'off' })?.reason === 'repeated_failure'],
] as const

describe.each([
  ['known', known, 0.95, 0.9],
  ['written later', Object.entries(later), 0.95, 0.9],
  ['written last', Object.entries(latest), 0.8, 0.75],
] as const)('signals other than the ask, in messages that are %s', (name, sets, precision, recall) => {
  it.each(RULES)('[H1 H2] %s', (rule, hears) => {
    const figures = sets.map(([language, moods]) => [language, figuresOf(hears, moods[rule], moods.calm)] as const)
    const sum = sumOf(figures.map(([, one]) => one))
    console.log(
      [...figures, ['all', sum] as const]
        .map(([language, one]) => lineOf(`${name} ${rule}: ${language}`, one))
        .join('\n'),
    )
    expect(precisionOf(sum)).toBeGreaterThanOrEqual(precision)
    expect(recallOf(sum)).toBeGreaterThanOrEqual(recall)
  })
})
