/** Words that mean alike: where one stands the vector points to all of them. */
const MEANINGS: readonly (readonly string[])[] = [
  ['allergy', 'allergies', 'allergic', 'peanuts', 'sick'],
  ['opening', 'hours', 'sunday', 'closed'],
]

export const USUAL_LENGTH = 64

/** Texts that share words, or mean alike, have vectors that point the same way. */
export function embeddingsBody(body: Readonly<Record<string, unknown>>, length = USUAL_LENGTH): unknown {
  const inputs: unknown[] = Array.isArray(body.input) ? body.input : [body.input]
  const data = inputs.map((input, index) => ({
    object: 'embedding',
    index,
    embedding: vectorOf(String(input), length),
  }))
  return {
    object: 'list',
    data,
    model: body.model,
    usage: { prompt_tokens: inputs.length, total_tokens: inputs.length },
  }
}

/** A meaning weighs more than a word. */
const MEANT = 3

function vectorOf(text: string, length: number): number[] {
  const vector: number[] = Array.from({ length }, () => 0)
  const add = (word: string, weight: number) => {
    let hash = 7
    for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
    vector[hash % length]! += weight
  }
  const words = text.toLowerCase().match(/\p{L}+|\d+/gu) ?? []
  for (const word of words) add(word, 1)
  for (const alike of MEANINGS) if (words.some((word) => alike.includes(word))) add(alike.join(), MEANT)
  const whole = Math.hypot(...vector) || 1
  return vector.map((value) => value / whole)
}
