import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Content } from '@ai-sdk/provider'
import { demoBriefing } from './demo-briefing.ts'
import { type Heard, type Says, think } from './demo-script.ts'
import { demoSuggestion } from './demo-suggestion.ts'
import { SUGGESTING } from './suggest-prompt.ts'

/**
 * The model of `npm start`: a script behind the interface of real models, so that everything around it is what a real
 * one would meet. It is a demo, and says so when asked. What it says stands in demo-script.ts.
 */
export function createDemoModel(): LanguageModelV4 {
  let calls = 0
  return {
    specificationVersion: 'v4',
    provider: 'demo',
    modelId: 'demo',
    supportedUrls: {},
    async doGenerate({ prompt, tools = [], responseFormat }) {
      const thought = thoughtOf(heardIn(prompt), {
        // Only briefings are asked for as JSON.
        briefs: responseFormat?.type === 'json',
        suggests: prompt.some((message) => message.role === 'system' && message.content.includes(SUGGESTING)),
      })
      // It plays for any agent that has no key yet, and that one may have other tools.
      const isOffered = 'text' in thought || tools.some(({ name }) => name === thought.tool)
      const said = isOffered ? thought : { text: NO_KEY }
      const content: LanguageModelV4Content[] =
        'text' in said
          ? [{ type: 'text', text: said.text }]
          : [
              {
                type: 'tool-call',
                toolCallId: `demo-${++calls}`,
                toolName: said.tool,
                input: JSON.stringify(said.input),
              },
            ]
      return {
        content,
        finishReason: { unified: 'text' in said ? 'stop' : 'tool-calls', raw: undefined },
        usage: {
          inputTokens: { total: wordsOf(prompt), noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
          outputTokens: { total: wordsIn(said), text: undefined, reasoning: undefined },
        },
        warnings: [],
      }
    },
    doStream: () => Promise.reject(new Error('The demo model does not stream.')),
  }
}

function thoughtOf(heard: Heard, { briefs, suggests }: { briefs: boolean; suggests: boolean }): Says {
  if (briefs) return { text: JSON.stringify(demoBriefing(heard.text)) }
  return suggests ? { text: demoSuggestion(heard) } : think(heard)
}

const NO_KEY =
  'I am a scripted demo and play for an agent whose model has no key yet. Set the key, and that model answers here.'

type Prompt = LanguageModelV4CallOptions['prompt']

/** What the prompt remembers, and the day that it names. */
const DATA = /<data>\n([\s\S]*?)\n<\/data>/g
const TODAY = /It is (\d{4}-\d\d-\d\d)/

/** What a conversation comes down to for the script. */
function heardIn(prompt: Prompt): Heard {
  const instructions = prompt.flatMap((message) => (message.role === 'system' ? message.content : [])).join('\n')
  const said: string[] = []
  let result: Heard['result']
  for (const message of prompt) {
    if (message.role === 'system') continue
    for (const part of message.content) {
      if (part.type === 'text') said.push(part.text)
      else if (part.type === 'file') said.push('[picture]')
      else if (part.type === 'tool-result' && message.role === 'tool')
        result = { tool: part.toolName, output: 'value' in part.output ? part.output.value : undefined }
    }
    if (message.role === 'user') result = undefined
  }
  const last = prompt.findLast(({ role }) => role === 'user')
  const text = last?.role === 'user' ? last.content.map((part) => (part.type === 'text' ? part.text : '[picture]')) : []
  return {
    text: text.join('\n'),
    before: said.slice(0, Math.max(0, said.length - text.length)),
    remembered: [...instructions.matchAll(DATA)].flatMap(([, lines]) => lines!.split('\n')),
    today: instructions.match(TODAY)?.[1],
    result,
  }
}

const wordsOf = (prompt: Prompt) => JSON.stringify(prompt).split(/\s+/).length
const wordsIn = (said: Says) => JSON.stringify(said).split(/\s+/).length
