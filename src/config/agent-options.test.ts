import { openai } from '@ai-sdk/openai'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { AgentDefinition } from '../domain/agent.ts'
import type { READY_TOOLS } from '../domain/ready-tools.ts'
import type { AgentOptions, ToolOptions, WabatonOptions } from '../index.ts'
import { readAgent } from './agent-definition.ts'
import type { http, mcp } from './agent-far-tools.ts'
import type { choice, plan } from './agent-model.ts'
import type {
  AgentModel,
  ModelOptions,
  ModelParameters,
  ModelPlanOptions,
  RoutingOptions,
  VoiceOptions,
} from './agent-model-options.ts'
import type {
  AgentManifest,
  AgentMetadata,
  AgentSpec,
  ConversationalMemoryOptions,
  GuardrailOptions,
  IdentityOptions,
  InputGuardrails,
  MaxLengthOptions,
  MemoryOptions,
  OrchestrationOptions,
  OutputGuardrails,
  PiiDetectionOptions,
  PromptOptions,
} from './agent-options.ts'
import type { API_VERSIONS, flat, manifest, metadata, spec } from './agent-schema.ts'
import type { HttpToolOptions, McpServerOptions, OwnToolOptions, ReadyToolOptions } from './agent-tool-options.ts'
import type { own, ready } from './agent-tools.ts'
import type { Fault } from './faults.ts'
import type { line } from './line-schema.ts'

const run = ({ order }: { order: string }) => order
const refund = { name: 'refund', description: 'Pays back.', effect: 'irreversible', run } as const

/** What is read of an agent that may be written so. */
function read(options: AgentOptions | AgentManifest): AgentDefinition {
  const faults: Fault[] = []
  const env = { OPENAI_API_KEY: 'sk-test', ANTHROPIC_API_KEY: 'sk-test' }
  const reading = { env, folder: process.cwd(), simulator: false, faults, warnings: [], workspaces: [] }
  const definition = readAgent(options, 'shop', (path) => path, reading)
  expect(faults).toEqual([])
  return definition!
}

// The compiler checks what these say: `npm test` runs it.
describe('the types of agents', () => {
  type Spec = z.input<typeof spec>
  type Rails = NonNullable<Spec['guardrails']>
  type Input = NonNullable<Rails['input']>
  type Block<Value> = keyof NonNullable<Value>

  it('[A1] have every key that is read, and no other', () => {
    expectTypeOf<keyof AgentOptions>().toEqualTypeOf<keyof z.input<typeof flat>>()
    expectTypeOf<keyof AgentManifest>().toEqualTypeOf<keyof z.input<typeof manifest>>()
    expectTypeOf<keyof AgentSpec>().toEqualTypeOf<keyof Spec>()
    expectTypeOf<keyof AgentMetadata>().toEqualTypeOf<keyof typeof metadata>()
    expectTypeOf<keyof IdentityOptions>().toEqualTypeOf<Block<Spec['identity']>>()
    expectTypeOf<keyof PromptOptions>().toEqualTypeOf<Block<Spec['prompts']>>()
    expectTypeOf<keyof OrchestrationOptions>().toEqualTypeOf<Block<Spec['orchestration']>>()
    expectTypeOf<keyof MemoryOptions>().toEqualTypeOf<Block<Spec['memory']>>()
    expectTypeOf<keyof ConversationalMemoryOptions>().toEqualTypeOf<
      Block<NonNullable<Spec['memory']>['conversational']>
    >()
    expectTypeOf<keyof GuardrailOptions>().toEqualTypeOf<keyof Rails>()
    expectTypeOf<keyof InputGuardrails>().toEqualTypeOf<keyof Input>()
    expectTypeOf<keyof OutputGuardrails>().toEqualTypeOf<Block<Rails['output']>>()
    expectTypeOf<keyof PiiDetectionOptions>().toEqualTypeOf<Block<Input['piiDetection']>>()
    expectTypeOf<keyof MaxLengthOptions>().toEqualTypeOf<Block<Input['maxLength']>>()
  })

  it('[A3 A10] so have those of models and tools', () => {
    expectTypeOf<keyof ModelOptions>().toEqualTypeOf<keyof z.input<typeof choice>>()
    expectTypeOf<keyof ModelParameters>().toEqualTypeOf<Block<z.input<typeof choice>['parameters']>>()
    expectTypeOf<keyof ModelPlanOptions>().toEqualTypeOf<keyof z.input<typeof plan>>()
    expectTypeOf<keyof RoutingOptions>().toEqualTypeOf<Block<z.input<typeof plan>['routing']>>()
    expectTypeOf<keyof VoiceOptions>().toEqualTypeOf<Block<Spec['voice']>>()
    expectTypeOf<VoiceOptions['when']>().toEqualTypeOf<NonNullable<Spec['voice']>['when']>()
    expectTypeOf<keyof ReadyToolOptions>().toEqualTypeOf<keyof z.input<typeof ready>>()
    expectTypeOf<keyof OwnToolOptions>().toEqualTypeOf<keyof z.input<typeof own>>()
    expectTypeOf<keyof HttpToolOptions>().toEqualTypeOf<keyof z.input<typeof http>>()
    expectTypeOf<keyof McpServerOptions>().toEqualTypeOf<keyof z.input<typeof mcp>>()
  })

  it('[A1] and the words that are read, and no other', () => {
    type Written<Value> = Exclude<Value, undefined>
    expectTypeOf<AgentManifest['apiVersion']>().toEqualTypeOf<(typeof API_VERSIONS)[number]>()
    expectTypeOf<AgentSpec['persona']>().toEqualTypeOf<Spec['persona']>()
    expectTypeOf<OrchestrationOptions['pattern']>().toEqualTypeOf<NonNullable<Spec['orchestration']>['pattern']>()
    expectTypeOf<Written<ConversationalMemoryOptions['backend']>>().toEqualTypeOf<'sqlite'>()
    expectTypeOf<PiiDetectionOptions['action']>().toEqualTypeOf<NonNullable<Input['piiDetection']>['action']>()
    expectTypeOf<ModelOptions['api']>().toEqualTypeOf<z.input<typeof choice>['api']>()
    expectTypeOf<RoutingOptions['strategy']>().toEqualTypeOf<NonNullable<z.input<typeof plan>['routing']>['strategy']>()
    expectTypeOf<Extract<ToolOptions, string>>().toEqualTypeOf<keyof typeof READY_TOOLS>()
    expectTypeOf<OwnToolOptions['effect']>().toEqualTypeOf<Written<z.input<typeof own>['effect']>>()
    expectTypeOf<McpServerOptions['bind']>().toEqualTypeOf<HttpToolOptions['bind']>()
  })

  it('[I2] a line takes the same', () => {
    expectTypeOf<z.input<typeof line>['model']>().toEqualTypeOf<AgentModel | undefined>()
    expectTypeOf<z.input<typeof line>['tools']>().toEqualTypeOf<readonly ToolOptions[] | undefined>()
    const lines = {
      '106540352242922': { name: 'sales', model: 'gpt-4o', system: 'You sell.', tools: ['send_buttons'] },
      '106540352242933': { name: 'support', agent: { model: 'gpt-4o', displayName: 'Ada' } },
      '106540352242944': { name: 'desk', agent: 'support' },
    } satisfies WabatonOptions['lines']
    expect(Object.keys(lines)).toHaveLength(3)
    // @ts-expect-error
    void ({ '1': { name: 'sales', tools: ['send_buton'] } } satisfies WabatonOptions['lines'])
    // @ts-expect-error
    void ({ '1': { name: 'sales', agent: { modle: 'gpt-4o' } } } satisfies WabatonOptions['lines'])
  })
})

describe('what is written along the types', () => {
  it('[A1 A2 A3 A10 A16] is read, in every form', () => {
    const flatForm = {
      name: 'shop',
      version: '2.0',
      labels: { tier: 'production' },
      displayName: 'Ada',
      identity: { description: 'Sells tea.', handoffDescription: 'For tea.' },
      persona: 'sales',
      model: {
        primary: { provider: 'openai', model: 'gpt-4o', parameters: { temperature: 0.2 }, vision: true },
        fallback: 'claude-haiku-4-5',
        routing: { strategy: 'capability_match' },
        transcription: openai.transcription('whisper-1'),
      },
      voice: { model: openai.speech('gpt-4o-mini-tts'), name: 'coral', when: 'always' },
      prompts: { system: 'You answer for {{shop}}.', scope: 'tea', variables: { shop: 'Acme' } },
      orchestration: { pattern: 'react', maxIterations: 4, timeoutSeconds: '20s' },
      memory: { conversational: { backend: 'sqlite', strategy: 'sliding_window', maxTurns: 7, ttl: '2h' } },
      guardrails: {
        input: { piiDetection: 'off', maxLength: { maxChars: 'off' } },
        output: [{ type: 'pii_detection', action: 'redact' }],
        allow: 'help@acme.example',
        offTopicLimit: 'off',
      },
      disclosure: false,
      tools: [
        'send_buttons',
        { name: 'memory_search', as: 'look_up', description: 'Looks.', timeout: '500ms' },
        { ...refund, key: 'order', parameters: { order: { type: 'string', pattern: '^ORD' } } },
        {
          type: 'http',
          name: 'find',
          description: 'Finds.',
          url: 'https://api.acme.example/{order}',
          parameters: { order: 'string' },
        },
        { type: 'mcp', name: 'crm', url: 'https://crm.acme.example', effects: { note: 'reversible' } },
      ],
      escalatesTo: ['support'],
    } satisfies AgentOptions
    const definition = read(flatForm)
    expect(definition.tools.map(({ kind }) => kind)).toEqual(['ready', 'ready', 'own', 'http', 'mcp', 'ready', 'ready'])
    expect(definition).toMatchObject({
      memory: { maxTurns: 7, ttlMs: 7_200_000 },
      model: { routing: 'capability_match' },
      voice: { model: { provider: 'own' }, name: 'coral', when: 'always' },
    })
    const { name, version, labels, ...spec } = flatForm
    const metadata = { name, version, labels }
    expect(read({ apiVersion: 'wabaton/v1', kind: 'Agent', metadata, spec })).toEqual(definition)
  })

  it('[A2 A3 A16] is read in its short forms', () => {
    const short = read({
      model: { model: openai('gpt-4o'), temperature: 0.1 },
      voice: openai.speech('tts-1'),
      prompts: 'You answer.',
      memory: { maxTurns: 3 },
      guardrails: { input: ['pii_detection', { type: 'max_length', maxChars: 10 }], output: { piiDetection: false } },
    })
    expect(short).toMatchObject({
      model: { primary: { provider: 'own', temperature: 0.1 } },
      voice: { model: { provider: 'own' }, name: 'alloy' },
      prompts: { system: 'You answer.' },
      memory: { maxTurns: 3 },
      guardrails: { input: { pii: true, maxChars: 10 }, output: { pii: false } },
    })
    expect(read({ model: openai('gpt-4o') }).model.primary.provider).toBe('own')
  })
})

describe('what is misspelt', () => {
  it('[A1 C3] is an error before it runs', () => {
    const agent = <const Written extends AgentOptions>(written: Written) => written
    // @ts-expect-error
    void ({ modle: 'gpt-4o' } satisfies AgentOptions)
    // @ts-expect-error
    void ({ model: { primary: 'gpt-4o', falback: 'o4-mini' } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ model: { primary: 'gpt-4o', temperature: 1 } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ model: { provider: 'opnai', model: 'gpt-4o' } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ model: 4 } satisfies AgentOptions)
    // @ts-expect-error
    void ({ memory: { maxTurn: 3 } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ memory: { conversational: {}, maxTurns: 3 } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ guardrails: { input: { pii: 'off' } } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ guardrails: { input: [{ type: 'pii_detecton' }] } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ orchestration: { timeoutSeconds: '20 minutes' } } satisfies AgentOptions)
    // @ts-expect-error
    void ({ agent: { kind: 'Agent', apiVersion: 'wabaton/v1', spec: {}, model: 'gpt-4o' } } satisfies WabatonOptions)
    // @ts-expect-error
    void ({ apiVersion: 'wabaton/v1', kind: 'Agent', spec: { modle: 'x' } } satisfies AgentManifest)
    // @ts-expect-error
    void ({ agent: { modle: 'gpt-4o' } } satisfies WabatonOptions)
    expect(agent({ model: 'gpt-4o' })).toEqual({ model: 'gpt-4o' })
  })
})
