/** What was asked of the memory cannot be done; nothing was. Each of the sentences says what to change. */
export class MemoryRefused extends Error {
  override readonly name = 'MemoryRefused'
  readonly faults: readonly string[]
  /** `rights`: somebody else may. */
  readonly because: 'parameters' | 'rights'

  constructor(faults: readonly string[], because: 'parameters' | 'rights' = 'parameters') {
    super(faults.join(' '))
    this.faults = faults
    this.because = because
  }
}
