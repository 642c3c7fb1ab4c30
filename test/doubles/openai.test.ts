import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenAIDouble, startOpenAI } from './openai.ts'

let double: OpenAIDouble
beforeEach(async () => {
  double = await startOpenAI()
})
afterEach(() => double.close())

const post = (path: string, body: object) =>
  fetch(`${double.url}${path}`, { method: 'POST', body: JSON.stringify(body) })

test('an answer may take its time, and two doubles do not know of each other', async () => {
  const other = await startOpenAI(() => 'I am the other one.')
  double.answer(() => ({ slow: 5, answer: 'I am slow.' }))
  const chat = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }
  expect(await (await post('/chat/completions', chat)).text()).toContain('I am slow.')
  const asked = await fetch(`${other.url}/chat/completions`, { method: 'POST', body: JSON.stringify(chat) })
  expect(await asked.text()).toContain('I am the other one.')
  expect([double.requests.length, other.requests.length]).toEqual([1, 1])
  await other.close()
})

test('texts that share words have vectors that point the same way', async () => {
  const input = ['my order is late', 'where is my order', 'nothing alike']
  const answer = await (await post('/embeddings', { model: 'e', input })).json()
  const [first, second, third] = (answer as { data: { embedding: number[] }[] }).data.map(({ embedding }) => embedding)
  const likeness = (one: number[] = [], two: number[] = []) => one.reduce((sum, value, at) => sum + value * two[at]!, 0)
  expect(likeness(first, second)).toBeGreaterThan(likeness(first, third))
})

test('an error carries its code and when to try again', async () => {
  double.answer(() => ({ error: { status: 429, code: 'rate_limit_exceeded', retryAfter: 7 } }))
  const answer = await post('/responses', { model: 'm', input: 'Hi' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
  expect(await answer.json()).toMatchObject({ error: { code: 'rate_limit_exceeded' } })
})

test('a script that throws is told by `close`', async () => {
  const broken = await startOpenAI(() => {
    throw new Error('the script is wrong')
  })
  const answer = await fetch(`${broken.url}/responses`, { method: 'POST', body: '{"input":"Hi"}' })
  expect(answer.status).toBe(500)
  await expect(broken.close()).rejects.toThrow('the script is wrong')
})
