import { expect, onTestFinished } from 'vitest'
import { agentOf } from '../../agents.ts'
import { type Answer, type ModelRequest, type OpenAIDouble, startOpenAI } from '../../doubles/openai.ts'
import type { SettingsChange } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'

export const MAYA = '15550001111'

export const WAYS = [
  { api: 'chat', streaming: false },
  { api: 'chat', streaming: true },
  { api: 'responses', streaming: false },
  { api: 'responses', streaming: true },
] as const

type Script = (request: ModelRequest, nth: number) => Answer | Promise<Answer>

/** A server that speaks as OpenAI does; it goes when the test ends. */
export async function setDouble(script?: Script): Promise<OpenAIDouble> {
  const double = await startOpenAI(script)
  onTestFinished(() => double.close())
  return double
}

/** An OpenAI model on a double. */
export const openaiAt = (double: Pick<OpenAIDouble, 'url'>, change: object = {}) => ({
  provider: 'openai',
  model: 'gpt-4o-mini',
  endpoint: double.url,
  apiKey: 'sk-of-the-test',
  ...change,
})

/** The platform in real time, with an agent whose model stands behind real HTTP, and one customer of it. */
export async function setLiveScene(written: object, settings: SettingsChange = {}) {
  const agent = agentOf({ disclosure: false, ...written })
  const stage = await setStage({ live: true, agent, settings })
  onTestFinished(() => stage.stop())
  const maya = stage.phone(MAYA)
  return { stage, maya, heard: (count: number) => heard(stage, count) }
}

/** Waits until so many bubbles are on the customer's phone. */
export async function heard(stage: Stage, count: number, phone = MAYA): Promise<string[]> {
  await expect.poll(() => stage.phone(phone).bubbles.length, { timeout: 10_000, interval: 5 }).toBe(count)
  return stage.phone(phone).bubbles.map(({ text }) => text)
}

/** Lets time jump on until a condition is met: what waits for another try comes at once. */
export async function hurryUntil(stage: Stage, met: () => unknown): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await met()) return true
        await stage.pass(1000)
        return false
      },
      { timeout: 10_000, interval: 20 },
    )
    .toBe(true)
}

/** What was kept of the runs in the customer's conversation, oldest first. */
export async function runsOf(stage: Stage, phone = MAYA) {
  const runs = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(phone) })
  return runs.toReversed()
}
