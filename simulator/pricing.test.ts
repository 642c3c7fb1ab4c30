import { expect, it } from 'vitest'
import { setStage } from './test-stage.ts'

it('[S3] utility templates inside the window were free until October 2026', async () => {
  const stage = setStage({ start: Date.UTC(2026, 8, 30) })
  stage.simulator.templates.add({
    name: 'shipped',
    language: 'en',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'It is here.' }],
  })
  const template = { name: 'shipped', language: { code: 'en' } }
  await stage.send({ type: 'template', template })
  await stage.clock.runUntilIdle()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  await stage.send({ type: 'template', template })
  await stage.clock.runUntilIdle()
  const sent = stage.items('statuses').filter(({ status }) => status === 'sent')
  expect(sent.map(({ pricing }) => (pricing as { type: string }).type)).toEqual(['regular', 'free_customer_service'])
})
