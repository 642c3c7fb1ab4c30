import { onTestFinished } from 'vitest'
import type { AgentDefinition } from '../../../src/domain/agent.ts'
import { agentOf } from '../../agents.ts'
import { type ScriptedAnswer, type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import { type Stage, type StageOptions, setStage } from '../../stage.ts'

export type Script = (ask: ScriptedAsk, nth: number) => ScriptedAnswer | Promise<ScriptedAnswer>

export interface Talk {
  readonly stage: Stage
  readonly maya: ReturnType<Stage['phone']>
  /** What the model was asked, oldest first. */
  readonly asks: readonly ScriptedAsk[]
  /** Maya writes, and reads what comes of it. */
  says(text: string): Promise<readonly string[]>
  /** What people are asked to look at. */
  handoffs(): Promise<readonly { readonly reason: string; readonly summary: string }[]>
}

interface TalkOptions extends StageOptions {
  readonly thinkMs?: () => number
  /** More agents, by their names, each with a script of its own. */
  readonly colleagues?: Readonly<Record<string, { readonly written: object; readonly script: Script }>>
}

export const MAYA = '15550001111'
/** Longer than any scripted turn takes. */
const A_TURN_MS = 10_000

/** An agent as it would be written, on the stage, with a model that says what a test tells it to. */
export async function setTalk(
  written: object,
  script: Script = () => 'Hello!',
  { thinkMs, colleagues = {}, ...options }: TalkOptions = {},
): Promise<Talk> {
  const asks: ScriptedAsk[] = []
  let stage: Stage
  const agentWith = (its: object, name: string, own: Script): AgentDefinition => {
    const model = scriptedModel((ask) => own(ask, asks.push(ask)), {
      clock: () => stage.clock,
      ...(thinkMs && { thinkMs }),
    })
    return agentOf('spec' in its ? { ...its, spec: { model, ...Object(its.spec) } } : { model, ...its }, name)
  }
  const others = Object.entries(colleagues).map(([name, one]) => [name, agentWith(one.written, name, one.script)])
  stage = await setStage({
    agents: Object.fromEntries(others),
    ...options,
    agent: agentWith(written, 'test', script),
  })
  onTestFinished(stage.stop)
  const maya = stage.phone(MAYA)
  return {
    stage,
    maya,
    asks,
    async says(text) {
      const before = maya.bubbles.length
      maya.says(text)
      await stage.pass(A_TURN_MS)
      return maya.bubbles.slice(before).map((bubble) => bubble.text)
    },
    handoffs: () => stage.platform.store.handoffs(),
  }
}

/** The conversation as the model was given it: `user: Hello`. */
export function promptOf({ options }: ScriptedAsk): string[] {
  return options.prompt.flatMap((message): string[] => {
    if (message.role === 'system' || message.role === 'tool') return []
    const words = message.content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`))
    return [`${message.role}: ${words.join('\n')}`]
  })
}

/** The names of the tools that the model was offered. */
export const offeredIn = ({ options }: ScriptedAsk) => (options.tools ?? []).map(({ name }) => name)

/** Calls one tool, and then says this. */
export const calling =
  (tool: string, input: object, then = 'Done.'): Script =>
  ({ results }) =>
    results.length > 0 ? then : { calls: [{ tool, input }] }
