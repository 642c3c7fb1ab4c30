import { isInternalJson, withoutPrintedCalls } from './internal-calls.ts'
import { type Tools, withoutInternalLines } from './internal-lines.ts'
import { withoutTagged, withoutTokens } from './internal-tags.ts'

/** Something that can be read as an answer: a letter, a digit or a picture. */
const SENSIBLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

/**
 * What a model has written without what only models and machines say: thoughts, calls of tools, errors, sentinels.
 * Undefined where nothing sensible is left. Code that stands in a fence is what the customer asked for. `tools` are the
 * names of the agent's tools, whose calls some models print like a line of a program.
 */
export function withoutInternals(text: string, { tools = [] }: Partial<Tools> = {}): string | undefined {
  const said = withoutTokens(withoutTagged(text))
  const kept = passagesOf(said)
    .map((passage) =>
      passage.isFenced ? fencedFor(passage.text) : withoutInternalLines(withoutPrintedCalls(passage.text), { tools }),
    )
    .join('')
  const tidy = kept
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return SENSIBLE.test(tidy) ? tidy : undefined
}

interface Passage {
  readonly text: string
  readonly isFenced: boolean
}

const FENCE = /^[ \t]{0,3}(?:```|~~~)/

/** What stands in a fence, and what stands around. A fence that nobody closes is none. */
function passagesOf(text: string): Passage[] {
  const lines = text.split(/(?<=\n)/)
  const fences = lines.flatMap((line, at) => (FENCE.test(line) ? [at] : []))
  const found: Passage[] = []
  let next = 0
  for (let pair = 0; pair + 1 < fences.length; pair += 2) {
    const [open, close] = [fences[pair]!, fences[pair + 1]!]
    found.push({ text: lines.slice(next, open).join(''), isFenced: false })
    found.push({ text: lines.slice(open, close + 1).join(''), isFenced: true })
    next = close + 1
  }
  return [...found, { text: lines.slice(next).join(''), isFenced: false }]
}

/** Fences that models put around what they want to run, and what came of it. */
const FOR_TOOLS =
  /^[ \t]{0,3}(?:```|~~~)\s?(?:tool_?(?:code|calls?|outputs?|results?|use)?|function_?calls?|tool_json)\s*$/i

function fencedFor(text: string): string {
  const lines = text.trimEnd().split('\n')
  const body = lines.slice(1, -1).join('\n').trim()
  return FOR_TOOLS.test(lines[0]!) || (/^[[{]/.test(body) && isInternalCall(body)) ? '' : text
}

/** An example of an error in JSON may be what the customer asked for; a call of a tool is not. */
const isInternalCall = (body: string) => isInternalJson(body) && !/^\W*"?error/.test(body)
