import { expect, it, onTestFinished } from 'vitest'
import { demoAgent } from '../../../src/ai/demo-agent.ts'
import { DEMO_DOCUMENT } from '../../../src/ai/demo-tools.ts'
import { builtInAgent } from '../../../src/config/built-in.ts'
import { setStage } from '../../stage.ts'

const MAYA = '15550001111'
const DAY_MS = 24 * 3_600_000

it('[Q9 I2 I3 A23 A29 M13] story 2: support knows yesterday’s talk on sales, the limit from a document and the rows from a tool, and sends no link', async () => {
  const stage = await setStage({ agent: demoAgent(builtInAgent(), undefined) })
  onTestFinished(stage.stop)
  await stage.platform.memory.create(DEMO_DOCUMENT)
  const sales = stage.phone(MAYA, 'sales')
  const support = stage.phone(MAYA)
  sales.says('How much is the Pro plan?')
  await stage.pass(10_000)
  sales.says('Maybe later.')
  await stage.pass(DAY_MS)
  const before = sales.bubbles.length
  support.says('My export is failing.')
  await stage.pass(10_000)

  expect(support.bubbles.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /You were looking at Pro yesterday\. Exports on Free are limited to 1k rows and yours was 1,500 rows\. Shall I walk you through a workaround or send the Pro trial link\?$/,
    ),
  ])
  expect(support.bubbles[0]!.text).not.toMatch(/https?:/)
  expect(sales.bubbles).toHaveLength(before)
  const [run] = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(MAYA) })
  const used = run!.trace.memory.used.map(({ kind, text }) => `${kind}: ${text}`)
  expect(used).toContain('passage: How much is the Pro plan?')
  expect(used.join('\n')).toMatch(/knowledge: [\s\S]*limited to 1k rows/)
})
