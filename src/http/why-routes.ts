import type { ShownRun, Store } from '../flows/store.ts'
import { answer, problem, type Route, route } from './routes.ts'
import type { Why } from './wire.ts'

export interface WhyRouteOptions {
  readonly store: Pick<Store, 'runBehind'>
  readonly business: string
}

const LONGEST_SHOWN = 2000

/** Why an agent has said something. */
export const whyRoutes = ({ store, business }: WhyRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/conversations/:id/messages/:message/why',
    action: 'run.read',
    of: 'conversation',
    async handle({ ids }) {
      const run = await store.runBehind({ business, id: ids.id }, ids.message)
      return run
        ? answer({ why: whyOf(run) })
        : problem(404, 'No agent has made this message, or how it did is not kept any more.')
    },
  }),
]

/** What people need to judge it by: neither the prompt, nor what a tool does inside. */
function whyOf({ id, agent, startedAt, endedAt, trace, inputTokens, outputTokens, cost }: ShownRun): Why {
  const { models, tools, memory } = trace
  return {
    run: id,
    agent,
    model: models.findLast(({ error }) => error === undefined)?.model ?? models.at(-1)?.model,
    startedAt,
    endedAt,
    tools: tools.map(({ tool, input, result, error }) => ({
      name: tool,
      input: shortened(input) ?? '',
      result: error === undefined ? shortened(result) : `It failed: ${shortened(error)}`,
    })),
    memory: memory.used,
    tokens: { input: inputTokens, output: outputTokens },
    cost,
  }
}

function shortened(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
