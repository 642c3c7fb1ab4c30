import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { agentOf } from '../../test/agents.ts'
import { modelFindings } from './model-check.ts'

/** A provider that lists these models to whoever has the key. */
async function provider(models: readonly string[], { key, status = 200 }: { key?: string; status?: number } = {}) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const right = key === undefined || request.headers.authorization === `Bearer ${key}`
    response.writeHead(right ? status : 401).end(JSON.stringify({ data: models.map((id) => ({ id })) }))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
const findings = async (model: object) => {
  const [first, ...more] = await modelFindings({ support: agentOf({ model }) }, fetch)
  return { ...first, more: more.length }
}

describe('doctor asks for models', () => {
  it('[Q3] that are there', async () => {
    const { url, asked } = await provider(['gpt-4o-mini-2024-07-18'], { key: 'sk-right' })
    const model = { provider: 'openai', model: 'gpt-4o-mini', endpoint: `${url}/v1`, apiKey: 'sk-right' }
    expect(await findings(model)).toMatchObject({ what: 'model openai/gpt-4o-mini', state: 'ok' })
    expect(asked).toEqual(['/v1/models'])
  })

  it('[Q3 Q6] and says where the key is refused, without showing it', async () => {
    const { url } = await provider([], { key: 'sk-right' })
    const told = await findings({ provider: 'openai', model: 'gpt-4o-mini', endpoint: `${url}/v1`, apiKey: 'sk-wrong' })
    expect(told).toMatchObject({ state: 'fail', detail: expect.stringContaining('refuses the key') })
    expect([told.cure, JSON.stringify(told).includes('sk-wrong')]).toEqual([
      'Set OPENAI_API_KEY to a key that is valid there.',
      false,
    ])
  })

  it('[Q3] that Ollama has not got, or where it does not run', async () => {
    const { url, asked } = await provider(['llama3.1:8b'])
    expect(await findings({ provider: 'ollama', model: 'llava:7b', endpoint: url })).toMatchObject({
      state: 'fail',
      cure: 'Get it with: ollama pull llava:7b',
    })
    expect(asked).toEqual(['/v1/models'])
    expect(await findings({ provider: 'ollama', model: 'llava:7b', endpoint: 'http://127.0.0.1:65531' })).toMatchObject(
      {
        state: 'fail',
        detail: expect.stringContaining('cannot be reached (ECONNREFUSED)'),
        cure: 'Is Ollama running there? Start it with: ollama serve',
      },
    )
  })

  it('[Q3] once each, and the fallback too; a provider in trouble is no fault of ours', async () => {
    const { url } = await provider(['one'], { status: 503 })
    const at = (model: string) => ({ provider: 'openai-compatible', model, endpoint: url })
    expect(await findings({ primary: at('one'), fallback: at('two') })).toMatchObject({ state: 'warn', more: 1 })
    const same = agentOf({ model: at('one') })
    expect(await modelFindings({ sales: same, support: same, own: () => 'hi' }, fetch)).toHaveLength(1)
  })
})
