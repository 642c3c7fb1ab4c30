import { resolve } from 'node:path'
import { type Reading, readChoice } from './agent-model.ts'
import type { Combined } from './combine.ts'
import { labelOf, settingAt } from './labels.ts'
import type { Settings } from './settings.ts'

/** What is remembered, with the model that draws facts, where one is named and can be asked. */
export function memorySettings({ values, chosen, refused }: Combined, reading: Reading): Settings['memory'] {
  const { knowledge, facts, context, cacheMb } = values.memory
  const path = 'memory.facts.model'
  const isNamed = facts.draw && facts.model !== undefined && !refused.has(path)
  const model = isNamed ? readChoice(facts.model, settingAt(labelOf(chosen, path)), reading) : undefined
  return {
    knowledge: knowledge.map((one) => resolve(reading.folder, one)),
    facts: {
      draw: facts.draw,
      // The demo reads nothing: without a key the rules do it alone.
      model: model?.provider === 'demo' ? undefined : model,
      quietMs: facts.quiet,
      mostTurns: facts.mostTurns,
    },
    context,
    cacheMb,
  }
}
