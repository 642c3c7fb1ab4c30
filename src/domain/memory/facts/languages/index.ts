import type { FactWords } from '../words.ts'
import { ARABIC } from './ar.ts'
import { GERMAN } from './de.ts'
import { ENGLISH } from './en.ts'
import { SPANISH } from './es.ts'
import { FRENCH } from './fr.ts'
import { HINDI, HINDI_IN_LATIN } from './hi.ts'
import { OTHERS } from './others.ts'
import { PORTUGUESE } from './pt.ts'

/** The first that hears something in a sentence is the language of it. */
export const FACT_LANGUAGES: readonly FactWords[] = [
  ENGLISH,
  SPANISH,
  PORTUGUESE,
  GERMAN,
  FRENCH,
  HINDI_IN_LATIN,
  HINDI,
  ARABIC,
  ...OTHERS,
]
