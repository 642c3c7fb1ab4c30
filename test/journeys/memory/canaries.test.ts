import { expect, it } from 'vitest'
import { setTalk } from '../agents/talk.ts'

const CUSTOMERS = 20
const phoneOf = (nth: number) => `1555000${1000 + nth}`
const canaryOf = (nth: number) => `canary${nth}x`

it(`[M21 law11 A21] ${CUSTOMERS} customers at once: what one has said on any line stands in no prompt of another`, async () => {
  const talk = await setTalk({}, ({ said }) => `Noted: ${said}`)
  const { stage, asks } = talk
  const each = Array.from({ length: CUSTOMERS }, (_, nth) => nth)
  for (const nth of each) {
    const line = nth % 2 === 0 ? 'support' : 'sales'
    stage.phone(phoneOf(nth), line).says(`My address is ${nth} Oak Street, and the word of my door is ${canaryOf(nth)}`)
  }
  await stage.pass(60_000)
  // By now facts have been drawn from it.
  await stage.pass(120_000)
  const before = asks.length
  for (const nth of each) {
    const other = nth % 2 === 0 ? 'sales' : 'support'
    stage.phone(phoneOf(nth), other).says(`Which word has my door? I am number ${nth}.`)
  }
  await stage.pass(60_000)

  const prompts = asks.slice(before).map(({ said, options }) => ({ said, prompt: JSON.stringify(options.prompt) }))
  expect(prompts).toHaveLength(CUSTOMERS)
  for (const nth of each) {
    const { prompt } = prompts.find(({ said }) => said.endsWith(`number ${nth}.`))!
    const seen = prompt.match(/canary\d+x/g)
    expect([...new Set(seen)]).toEqual([canaryOf(nth)])
  }
  expect(asks.flatMap(({ instructions }) => instructions.match(/canary\d+x/g) ?? []).length).toBeGreaterThanOrEqual(
    CUSTOMERS,
  )
})
