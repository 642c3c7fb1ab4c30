const FORMS: readonly [pattern: RegExp, other: string][] = [
  // Brazilian mobile numbers got a ninth digit; who joined before is known without it.
  [/^55(\d{2})9(\d{8})$/, '55$1$2'],
  [/^55(\d{2})([6-9]\d{7})$/, '55$19$2'],
  // Mexico and Argentina once put a digit before mobile numbers.
  [/^521(\d{10})$/, '52$1'],
  [/^52(\d{10})$/, '521$1'],
  [/^549(\d{10})$/, '54$1'],
  [/^54(\d{10})$/, '549$1'],
]

/** The other way to dial a number of Brazil, Mexico or Argentina; Meta reaches the same person with both. */
export function otherForm(digits: string): string | undefined {
  const found = FORMS.find(([pattern]) => pattern.test(digits))
  return found && digits.replace(found[0], found[1])
}
