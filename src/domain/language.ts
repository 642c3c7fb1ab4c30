/** The languages that the platform's own sentences exist in. */
export const LANGUAGES = ['en', 'es', 'pt', 'de', 'fr', 'hi', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

/** A sentence that customers read: one for everybody, or one for each language, English where theirs is missing. */
export type Sentence = string | (Readonly<Partial<Record<Language, string>>> & { readonly en: string })

export function inLanguage(sentence: Sentence, language: Language): string {
  return typeof sentence === 'string' ? sentence : (sentence[language] ?? sentence.en)
}
