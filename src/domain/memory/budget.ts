/** About: models count differently, and none of them alike in all scripts. */
export function tokensOf(text: string): number {
  let quarters = 0
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    quarters += code < 0x80 ? 1 : code < 0x900 ? 2 : 3
  }
  return Math.ceil(quarters / 4)
}
