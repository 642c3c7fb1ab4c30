import { resolve } from 'node:path'
import { type Reading, readChoice } from './agent-model.ts'
import type { Combined } from './combine.ts'
import { labelOf, settingAt } from './labels.ts'
import type { Settings } from './settings.ts'
import { written } from './values.ts'

/** A model is asked once for all that was said in a while; rules cost nothing, and teammates look at what they find. */
const BURST_MS = 60_000
const SOON_MS = 5_000

/** What is remembered, with the model that draws facts, where one is named and can be asked. */
export function memorySettings({ values, chosen, refused }: Combined, reading: Reading): Settings['memory'] {
  const { knowledge, facts, context, cacheMb } = values.memory
  const path = 'memory.facts.model'
  const isNamed = facts.draw && facts.model !== undefined && !refused.has(path)
  const model = isNamed ? readChoice(facts.model, settingAt(labelOf(chosen, path)), reading) : undefined
  // The demo reads nothing: without a key the rules do it alone.
  const asked = model?.provider === 'demo' ? undefined : model
  const embeddings = refused.has('memory.embeddings')
    ? undefined
    : embeddingModel(values.memory.embeddings, chosen, reading)
  return {
    embeddings,
    knowledge: knowledge.map((one) => resolve(reading.folder, one)),
    facts: {
      draw: facts.draw,
      model: asked,
      quietMs: facts.quiet ?? (asked ? BURST_MS : SOON_MS),
      mostTurns: facts.mostTurns,
    },
    context,
    cacheMb,
  }
}

const WITHOUT_EMBEDDINGS: readonly string[] = ['anthropic']

function embeddingModel(
  value: unknown,
  chosen: Combined['chosen'],
  reading: Reading,
): Settings['memory']['embeddings'] {
  const word = written(value).toLowerCase()
  if (value === undefined || ['off', 'false', 'no', 'none'].includes(word)) return undefined
  const where = settingAt(labelOf(chosen, 'memory.embeddings'))
  const cure = 'Write for example: embeddings: openai/text-embedding-3-small'
  if (['on', 'true', 'yes'].includes(word)) {
    reading.faults.push({ where: where(''), problem: 'names no model.', cure: `${cure}, or off.` })
    return undefined
  }
  const model = readChoice(value, where, reading)
  if (model && WITHOUT_EMBEDDINGS.includes(model.provider)) {
    const problem = `is a model of ${model.provider}, who has none for embeddings.`
    reading.faults.push({ where: where(''), problem, cure })
    return undefined
  }
  // The demo reads nothing: without a key words alone are searched.
  return model?.provider === 'demo' ? undefined : model
}
