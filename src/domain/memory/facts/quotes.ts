/** A text whose signs are in one form, with the place of each in the text as written. */
interface Tolerant {
  readonly text: string
  readonly from: readonly number[]
  readonly to: readonly number[]
}

const LONGEST_QUOTE = 500
const SAME: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-' }

/** Compared after NFKC, in any case, any space being as good as another. */
function tolerant(written: string): Tolerant {
  const signs: string[] = []
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const sign of written.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    const end = at + sign.length
    const folded = /^\s/u.test(sign) ? ' ' : (SAME[sign] ?? sign.normalize('NFKC').toLowerCase())
    if (folded !== ' ' || signs.at(-1) !== ' ')
      for (const unit of folded) {
        signs.push(unit)
        for (let part = 0; part < unit.length; part++) {
          from.push(at)
          to.push(end)
        }
      }
    at = end
  }
  return { text: signs.join(''), from, to }
}

/** Where a quote stands in a message; undefined where it does not. */
export function placeOf(quote: string, message: string): { readonly start: number; readonly end: number } | undefined {
  const sought = tolerant(quote.trim()).text.trim()
  if (sought.length < 2 || sought.length > LONGEST_QUOTE || !/[\p{L}\p{N}]/u.test(sought)) return undefined
  const { text, from, to } = tolerant(message)
  const at = text.indexOf(sought)
  if (at < 0) return undefined
  return { start: from[at]!, end: to[at + sought.length - 1]! }
}
