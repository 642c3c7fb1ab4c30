import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { hi } from './hi.ts'
import { it, nl } from './it-nl.ts'
import { pt } from './pt.ts'
import { pl, ru } from './ru-pl.ts'
import { id, tr } from './tr-id.ts'
import { ja, ko, zh } from './zh-ja-ko.ts'

export { BORROWED, COMMANDS } from './borrowed.ts'

/** Languages in which a person can be asked for. */
export const LANGUAGES_OF_ASKS = { en, es, pt, de, fr, hi, ar, it, nl, tr, id, ru, pl, zh, ja, ko }
