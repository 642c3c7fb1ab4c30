import type { DeskHome, HandoffReason } from '../../../src/http/wire.ts'
import type { Filters } from '../shell/place.ts'
import { currentLocale, t } from '../words/t.ts'

export const REASONS = [
  'customer_asked',
  'frustration',
  'out_of_scope',
  'sensitive',
  'keyword',
  'repeated_failure',
  'agent_failed',
  'teammate_took',
  'arrived_late',
  'looks_automated',
] as const satisfies readonly HandoffReason[]

export const LANGUAGES = ['en', 'es', 'pt', 'de', 'fr', 'it', 'nl', 'ar', 'hi', 'tr', 'id']

/** In their own words: `Español`, `العربية`. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([currentLocale()], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/** What a list is narrowed to, besides the search: each as it stands on its chip. */
export function filterWords(home: DeskHome, { line, reason, language, window }: Filters) {
  const chips: { readonly name: keyof Filters; readonly text: string }[] = []
  if (line) chips.push({ name: 'line', text: home.lines.find(({ name }) => name === line)?.displayName ?? line })
  if (reason) chips.push({ name: 'reason', text: t(`reason.${reason}`) })
  if (language) chips.push({ name: 'language', text: languageName(language) })
  if (window) chips.push({ name: 'window', text: t(`window.${window}`) })
  return chips
}
