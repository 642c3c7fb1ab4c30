import type { AgentDefinition, ModelChoice } from '../domain/agent.ts'
import { DEMO_TOOLS } from './demo-tools.ts'

/** The demo persona of `npm start`, with its script or with the real model that a key opens. */
export function demoAgent(base: AgentDefinition, model: ModelChoice | undefined): AgentDefinition {
  return {
    ...base,
    model: { ...base.model, primary: model ?? DEMO_MODEL, fallback: undefined },
    tools: [...base.tools, ...DEMO_TOOLS],
  }
}

const DEMO_MODEL: ModelChoice = {
  provider: 'demo',
  model: 'demo',
  endpoint: undefined,
  apiKey: undefined,
  api: undefined,
  streaming: false,
  temperature: 0.4,
  maxTokens: 1024,
  vision: undefined,
  instance: undefined,
}
