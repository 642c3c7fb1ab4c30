import { describe, expect, it } from 'vitest'
import type { SignalTuning } from '../../src/domain/signals/signal.ts'
import { signalOf } from '../../src/domain/signals/signal-of.ts'
import { ar } from './asks/ar.ts'
import { de } from './asks/de.ts'
import { en } from './asks/en.ts'
import { es } from './asks/es.ts'
import { fr } from './asks/fr.ts'
import { hi } from './asks/hi.ts'
import { id, pl, ru } from './asks/id-ru-pl.ts'
import { it as italian, nl, tr } from './asks/it-nl-tr.ts'
import { pt } from './asks/pt.ts'
import { ja, ko, zh } from './asks/zh-ja-ko.ts'
import { type Figures, figuresOf, lineOf, precisionOf, recallOf, sumOf } from './figures.ts'
import * as heldOutAr from './held-out/ar.ts'
import * as heldOutDe from './held-out/de.ts'
import * as heldOutEn from './held-out/en.ts'
import * as heldOutEs from './held-out/es.ts'
import * as heldOutFr from './held-out/fr.ts'
import * as heldOutHi from './held-out/hi.ts'
import * as heldOutIdRuPl from './held-out/id-ru-pl.ts'
import * as heldOutItNlTr from './held-out/it-nl-tr.ts'
import * as heldOutPt from './held-out/pt.ts'
import * as heldOutZhJaKo from './held-out/zh-ja-ko.ts'
import type { Labelled } from './labelled.ts'
import * as second from './later/second.ts'
import * as third from './later/third.ts'

const known: Readonly<Record<string, Labelled>> = {
  ...{ en, es, pt, de, fr, hi, ar, it: italian, nl, tr, id, ru, pl, zh, ja, ko },
}

const heldOut: Readonly<Record<string, Labelled>> = {
  ...{ ...heldOutEn, ...heldOutEs, ...heldOutPt, ...heldOutDe, ...heldOutFr, ...heldOutHi, ...heldOutAr },
  ...{ ...heldOutItNlTr, ...heldOutIdRuPl, ...heldOutZhJaKo },
}

/** Only the explicit ask can be heard: nothing of it can be switched off. */
const OFF: SignalTuning = {
  keywords: [],
  frustration: 'off',
  sensitive: { financial: false, medical: false, legal: false },
  repeatedFailure: false,
}

const isAsk = (text: string) =>
  signalOf({ messages: [{ id: 'm', text, at: 1 }], before: [], tuning: OFF, released: undefined, now: 1 })?.reason ===
  'customer_asked'

const figuresByLanguage = (sets: Readonly<Record<string, Labelled>>): readonly [string, Figures][] =>
  Object.entries(sets).map(([language, { asks, others }]) => [language, figuresOf(isAsk, asks, others)])

describe('who asks for a person', () => {
  const sets = { known, 'held out': heldOut, second: { ...second }, third: { ...third } }
  const figures = Object.entries(sets).map(([name, set]) => [name, figuresByLanguage(set)] as const)
  const all = sumOf(figures.flatMap(([, languages]) => languages.map(([, one]) => one)))

  it('[H2 H18] is heard in sixteen languages with precision >= 0.95 and recall >= 0.90', () => {
    const told = figures.flatMap(([name, languages]) => [
      ...languages.map(([language, one]) => lineOf(`${name}: ${language}`, one)),
      lineOf(`${name}: all`, sumOf(languages.map(([, one]) => one))),
    ])
    console.log([...told, lineOf('everything', all)].join('\n'))
    expect(Object.keys(known)).toHaveLength(16)
    expect(all.meant + all.others).toBeGreaterThan(1000)
    expect(precisionOf(all)).toBeGreaterThanOrEqual(0.95)
    expect(recallOf(all)).toBeGreaterThanOrEqual(0.9)
  })

  it.each(figures)('[H18] holds in the set that is %s', (_, languages) => {
    const sum = sumOf(languages.map(([, one]) => one))
    expect(precisionOf(sum)).toBeGreaterThanOrEqual(0.95)
    expect(recallOf(sum)).toBeGreaterThanOrEqual(0.9)
  })

  // A language has 24 to 170 messages: one that is heard wrongly weighs more than in the whole.
  it.each(Object.keys(known))('[H18] holds in %s: precision >= 0.9, recall >= 0.85', (language) => {
    const own = figures.flatMap(([, languages]) =>
      languages.filter(([name]) => name === language).map(([, one]) => one),
    )
    const sum = sumOf(own)
    expect(sum.meant).toBeGreaterThanOrEqual(9)
    expect(precisionOf(sum)).toBeGreaterThanOrEqual(0.9)
    expect(recallOf(sum)).toBeGreaterThanOrEqual(0.85)
  })

  it('[H2] has at least sixty messages in each of six languages, about half of which do not ask', () => {
    for (const language of ['en', 'es', 'pt', 'de', 'fr', 'hi']) {
      const messages = [known, heldOut].map((sets) => sets[language]!)
      const asks = messages.flatMap((one) => one.asks).length
      const others = messages.flatMap((one) => one.others).length
      expect(asks + others).toBeGreaterThanOrEqual(60)
      expect(Math.abs(asks - others)).toBeLessThan((asks + others) * 0.2)
    }
  })
})
