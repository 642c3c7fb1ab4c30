import { wordsOf } from '../words.ts'

/** Words that turn the next one round, in the languages of the platform and their neighbours. */
export const DENIES: ReadonlySet<string> = new Set(
  wordsOf(
    `not never isnt wasnt arent dont didnt without no nunca jamas tampoco sin nao não nem sem nicht kein keine keinen
    nie ohne pas jamais aucun sans non nessun senza niet geen nahi nahin नहीं لا مش مو ليس ما`,
  ),
)
