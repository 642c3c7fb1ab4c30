import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ModelRequest, type OpenAIDouble, startOpenAI } from '../doubles/openai.ts'
import { freePort } from '../faults/child-server.ts'
import { ROOT, samples } from '../house/documents.ts'
import { type Child, startChild, WABATON } from './child.ts'

const LINE = '106540352242922'
const MAYA = '15550001111'
const TOKEN = 'a-token-of-the-test-that-opens-the-api'
const PLACEHOLDER_ID = /01a1fc5c-[\w-]+/

let folder: string
let model: OpenAIDouble
const children: Child[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-agents-'))
  model = await startOpenAI()
})
afterEach(async () => {
  for (const { process: child } of children) child.kill('SIGTERM')
  await Promise.all(children.splice(0).map((child) => child.ends()))
  await model.close()
  rmSync(folder, { recursive: true, force: true })
})

/** `OPENAI_API_KEY=sk-... npm start`, with the double in OpenAI's place. */
async function simulate(): Promise<string> {
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url, LOG_LEVEL: 'error', WABATON_SETTLE_MS: '0' }
  const child = startChild([WABATON, 'simulate', '--port', '0'], { folder, env: { ...env, WABATON_API_TOKEN: TOKEN } })
  children.push(child)
  await child.prints(/Ctrl-C stops\./)
  return /phone +(http:\S+)\/sim /.exec(child.printed)![1]!
}

const say = (url: string, text: string) =>
  fetch(`${url}/sim/api/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customer: MAYA, line: LINE, text }),
  })
const thread = async (url: string) => (await fetch(`${url}/sim/api/thread?customer=${MAYA}&line=${LINE}`)).text()
const resultsOf = ({ messages }: ModelRequest) =>
  messages.slice(messages.findLastIndex(({ role }) => role === 'user')).flatMap(({ toolResults }) => toolResults)

describe('npm start with a key', () => {
  it('[S1 A3 Q10] has the demo answered by the real model, with the tools of the demo', async () => {
    model.answer((request) => {
      const [found] = resultsOf(request)
      return found
        ? `I found ${found.output}`
        : { toolCalls: [{ name: 'order_status', arguments: { order: 'ORD-22' } }] }
    })
    const url = await simulate()
    await say(url, 'Hi, my order ORD-22')
    await expect.poll(() => thread(url), { timeout: 30_000 }).toContain('12 Oak St')
    expect(model.requests[0]).toMatchObject({ model: 'gpt-4o-mini', headers: { authorization: 'Bearer sk-test' } })
  })
})

describe('examples/agent', () => {
  it('[C12 A2 A9 A28] looks orders up and sends one again once, and leaves the phone to the runtime', async () => {
    const port = await freePort()
    const [copied = ''] = samples.flatMap(({ code }) => code.split('\n')).filter((line) => line.startsWith('cp -r '))
    for (const path of copied.split(' ').slice(2, -1))
      cpSync(join(ROOT, path), join(folder, path.replace('examples/agent/', '')), { recursive: true })
    for (const path of ['config.yaml', 'config/agents/shop.agent.yaml'])
      writeFileSync(join(folder, path), readFileSync(join(folder, path), 'utf8').replaceAll('4010', String(port)))
    const orders = startChild([join(ROOT, 'examples/agent/orders.mjs')], { folder, env: { PORT: String(port) } })
    children.push(orders)
    await orders.prints(/The orders are there\./)
    const tools = new Map<string, unknown>()
    const given = new Set<string>()
    model.answer((request) => {
      for (const { name, schema } of request.tools) tools.set(name, schema)
      const results = resultsOf(request).map(({ output }) => output)
      for (const result of results) given.add(result)
      if (/never got/.test(request.question)) {
        const again = { name: 'send_again', arguments: { order: 'ORD-22', phone: '+15559999999' } }
        return results.length < 2 ? { toolCalls: [again] } : 'It is on its way again.'
      }
      if (results.length > 0) return `It says: ${results[0]}`
      return { toolCalls: [{ name: 'find_order', arguments: { order: 'ORD-22' } }] }
    })

    const url = await simulate()
    await say(url, 'Where is my order ORD-22?')
    await expect.poll(() => thread(url), { timeout: 30_000 }).toContain('12 Oak St')
    await say(url, 'I never got it, please send it again')
    await expect.poll(() => thread(url), { timeout: 30_000 }).toContain('on its way again')
    expect(JSON.stringify(tools.get('send_again'))).not.toContain('phone')
    expect([...tools.keys()]).toEqual(expect.arrayContaining(['find_order', 'send_again', 'escalate', 'send_buttons']))
    const again = [...given].filter((one) => one.includes('ORD-22-R'))
    expect(again.map((one) => one.includes('already_done'))).toEqual([false, true])
    expect(orders.printed.match(/Sending ORD-22 again\./g)).toHaveLength(1)
  })
})

describe('docs/guides/traces.md', () => {
  it('[Q10 O8 O10] asks what the API answers', async () => {
    model.answer(() => 'Hello Maya!')
    const url = await simulate()
    await say(url, 'Hello')
    await expect.poll(() => thread(url), { timeout: 30_000 }).toContain('Hello Maya!')
    const calls = samples
      .filter(({ page, language }) => page === 'docs/guides/traces.md' && language === 'sh')
      .flatMap(({ code }) => code.trimEnd().split('\n'))
    const ask = async (call: string, id = '') => {
      const [, path] = /http:\/\/127\.0\.0\.1:8000([^\s']+)/.exec(call)!
      const [, header = ''] = /-H "Authorization: ([^"]+)"/.exec(call) ?? []
      const headers = { authorization: header.replace('$WABATON_API_TOKEN', TOKEN) }
      const response = await fetch(url + path!.replace(PLACEHOLDER_ID, id), { headers })
      expect([call, response.status]).toEqual([call, 200])
      return (await response.json()) as { usage?: { of: string }[]; runs?: { id: string }[]; run?: object }
    }

    const [byAgent, byConversation, runs, run, made] = calls
    expect(calls).toHaveLength(5)
    expect((await ask(byAgent!)).usage).toMatchObject([{ of: 'demo', runs: 1, inputTokens: 100, outputTokens: 20 }])
    const [{ of: conversation = '' } = {}] = (await ask(byConversation!)).usage ?? []
    const [{ id = '' } = {}] = (await ask(runs!, conversation)).runs ?? []
    expect((await ask(run!, id)).run).toMatchObject({ id, agent: 'demo', outcome: 'replied', inputTokens: 100 })
    expect(await ask(made!, conversation)).toEqual({ ok: true, calls: [] })
  })
})
