/** One thing wrong with the configuration: where it stands, what is wrong, and what to do about it. */
export interface Fault {
  readonly where: string
  readonly problem: string
  readonly cure: string
}

/** Every fault of the configuration at once, so that nobody mends one only to meet the next. */
export class ConfigError extends Error {
  readonly faults: readonly Fault[]
  /** What would have been warned about, had it started. */
  readonly warnings: readonly string[]

  constructor(faults: readonly Fault[], warnings: readonly string[] = []) {
    const count = faults.length === 1 ? 'one thing in the configuration needs' : `${faults.length} things need`
    const list = faults.map(({ where, problem, cure }, at) => `${at + 1}. ${where} ${problem}\n   Cure: ${cure}`)
    super([`Wabaton cannot start: ${count} attention.`, ...list].join('\n\n'))
    this.name = 'ConfigError'
    this.faults = faults
    this.warnings = warnings
  }
}

/** "a", "a and b", "a, b and c". */
export const inWords = (names: readonly string[], word = 'and') =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
