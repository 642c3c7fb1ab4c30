import { markWords } from './t.ts'

/** `wabaton.language` = `marked` in the browser's storage shows which words stand in no catalogue. */
export function chooseLanguage(): void {
  try {
    if (localStorage.getItem('wabaton.language') === 'marked') markWords()
  } catch {
    // Storage is closed to us.
  }
}
