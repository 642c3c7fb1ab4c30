import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startOpenAI } from '../doubles/openai.ts'
import { startChild, WABATON } from './child.ts'

const LINE = '106540352242922'

it('[A3 C1] with one variable set a real provider answers on the phone of the simulator', async () => {
  const double = await startOpenAI(({ tools, messages }) => {
    const [result] = messages.at(-1)?.toolResults ?? []
    if (result) return `It says: ${result.output}`
    expect(tools.map(({ name }) => name)).toContain('order_status')
    return { toolCalls: [{ name: 'order_status', arguments: { order: 'ORD-22' } }] }
  })
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-model-'))
  // The address stands for OpenAI's own, which no test may ask.
  const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: double.url, LOG_LEVEL: 'silent', WABATON_SETTLE_MS: '0' }
  const child = startChild([WABATON, 'simulate', '--port', '0'], { folder, env })
  onTestFinished(async () => {
    child.process.kill('SIGTERM')
    await child.ends()
    await double.close()
    rmSync(folder, { recursive: true, force: true })
  })

  await child.prints(/Ctrl-C stops/)
  expect(child.printed).toContain('answered by the demo with openai/gpt-4o-mini')
  const [, url] = /phone +(http:\S+)\/sim /.exec(child.printed)!
  await fetch(`${url}/sim/api/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customer: '15550001111', line: LINE, text: 'Where is ORD-22?' }),
  })
  const thread = `${url}/sim/api/thread?customer=15550001111&line=${LINE}`
  await expect.poll(async () => (await fetch(thread)).text(), { timeout: 15_000 }).toContain('12 Oak St')
  expect(double.requests.map(({ headers }) => headers.authorization)).toContain('Bearer sk-test')
})
