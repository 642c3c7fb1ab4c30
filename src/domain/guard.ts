import type { Guardrails } from './agent.ts'
import { createKnown } from './guard-known.ts'
import { createPlaceholders, HIDDEN, inEveryText } from './guard-placeholders.ts'
import { type Found, findPersonalData } from './pii.ts'
import type { TraceRecorder } from './trace.ts'

/** What stands between a customer, a model and its tools in one run. */
export interface Guard {
  /** What the model may read: personal data as placeholders, `[email 1]`, the same value always as the same one. */
  input(text: string): string
  /** What is too long, cut, with a note that it was. After `input`: half a number would be no number any more. */
  cut(text: string): string
  /** What a model gives its tools, with the values in place of the placeholders. */
  reveal<Value>(value: Value): Value
  /** What tools give the model, with placeholders in place of the values. */
  hide<Value>(value: Value): Value
  /** What the customer may read: their own data, what the business says of itself, and nobody else's. */
  output(text: string): string
}

export interface GuardFacts {
  readonly guardrails: Guardrails
  /** What the customer has written, their phone and their name. */
  readonly own: readonly string[]
  /** What the business says of itself: instructions, workspace. */
  readonly allowed: readonly string[]
  readonly trace?: Pick<TraceRecorder, 'guard'>
}

/** Made anew for each run. Another one may take its place: a service that finds names, or one that hides nothing. */
export type GuardFactory = (facts: GuardFacts) => Guard

export const createGuard: GuardFactory = ({ guardrails, own, allowed, trace }) => {
  const theirs = createKnown(own)
  const open = createKnown([...allowed, ...guardrails.allow], guardrails.allow)
  const placeholders = createPlaceholders()
  const { input, output } = guardrails

  function tell(where: 'input' | 'output', acts: ReadonlyMap<string, number>) {
    for (const [what, count] of acts) trace?.guard({ where, what, count })
  }

  /** The customer's own data are hidden even where the business says the same: theirs is what is booked with. */
  const isSecret = (found: Found) => theirs.has(found) || !open.has(found)
  const isForeign = (found: Found) => !theirs.has(found) && !open.has(found)

  function hideIn(text: string, acts: Map<string, number>, label?: string): string {
    const found = findPersonalData(text, label === undefined ? {} : { label })
    return replaced(text, found, (one) => {
      if (!isSecret(one)) return undefined
      count(acts, one.kind)
      return placeholders.of(one)
    })
  }

  return {
    input(text) {
      if (!input.pii) return text
      const acts = new Map<string, number>()
      const hidden = hideIn(text, acts)
      tell('input', acts)
      return hidden
    },

    cut(text) {
      if (input.maxChars === undefined || text.length <= input.maxChars) return text
      trace?.guard({ where: 'input', what: 'too-long', count: 1 })
      const kept = text.slice(0, placeholders.endBefore(text, wholeCharacters(text, input.maxChars)))
      return `${kept}\n[The message was cut here: it has ${text.length} characters, and these are the first ${kept.length}.]`
    },

    reveal: (value) => inEveryText(value, (text) => placeholders.replaceIn(text, ({ value: known }) => known)),

    hide(value) {
      if (!input.pii) return value
      const acts = new Map<string, number>()
      const hidden = inEveryText(value, (text, label) => hideIn(text, acts, label))
      tell('input', acts)
      return hidden
    },

    output(text) {
      const acts = new Map<string, number>()
      const filled = placeholders.replaceIn(
        text,
        (one) => {
          if (!output.pii || !isForeign(one)) return one.value
          count(acts, one.kind)
          return HIDDEN
        },
        () => {
          if (input.pii) count(acts, 'unknown-placeholder')
          return input.pii
        },
      )
      const said = output.pii
        ? replaced(filled, findPersonalData(filled), (one) => {
            if (!isForeign(one)) return undefined
            count(acts, one.kind)
            return HIDDEN
          })
        : filled
      tell('output', acts)
      return said
    },
  }
}

function count(acts: Map<string, number>, what: string) {
  acts.set(what, (acts.get(what) ?? 0) + 1)
}

/** Each of what was found by what stands for it; undefined leaves it. */
function replaced(text: string, found: readonly Found[], by: (one: Found) => string | undefined): string {
  let result = ''
  let done = 0
  for (const one of found) {
    const instead = by(one)
    if (instead === undefined) continue
    result += text.slice(done, one.start) + instead
    done = one.end
  }
  return result + text.slice(done)
}

/** Where a text may end without half a character. */
function wholeCharacters(text: string, most: number): number {
  const last = text.charCodeAt(most - 1)
  return last >= 0xd800 && last <= 0xdbff ? most - 1 : most
}
