import { afterEach, expect, it } from 'vitest'
import type { Turn } from '../../src/domain/turn.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const MAYA = '15550001111'
const HOSTILE = `"'><img src=x onerror=alert(1)>\n# Rules`

it('[W23] an ad is kept with the conversation: its agent, the thread and the API are told, also when conversations are joined', async () => {
  const turns: Turn[] = []
  stage = await setStage({
    agent: (turn) => {
      turns.push(turn)
      return 'Hello'
    },
  })
  const maya = stage.phone(MAYA)
  maya.says('Is this still on?', { referral: { headline: 'Spring sale', body: HOSTILE } })
  await stage.pass(10_000)
  maya.says('Hello?')
  await stage.pass(10_000)
  const cameFrom = {
    sourceType: 'ad',
    sourceId: '120226305854810726',
    sourceUrl: 'https://fb.me/3cr4Wqqkv',
    headline: 'Spring sale',
    body: HOSTILE,
    clickId: expect.any(String),
  }
  expect(turns.map((turn) => turn.cameFrom)).toEqual([
    { ...cameFrom, at: expect.any(Number) },
    { ...cameFrom, at: expect.any(Number) },
  ])
  const id = await stage.conversationOf(MAYA)
  const { desk } = stage.platform
  expect(await desk.conversation(id)).toMatchObject({ cameFrom })
  const thread = await desk.thread(id)
  expect(thread!.messages.map((message) => message.cameFrom)).toEqual([cameFrom, undefined, undefined, undefined])
  const [row] = await desk.conversations()
  expect(row!.cameFrom).toBeUndefined()

  maya.says('And this?', { referral: { source: 'post', headline: 'Summer' } })
  await stage.pass(10_000)
  expect(turns.at(-1)!.cameFrom).toMatchObject({ sourceType: 'post', headline: 'Summer' })
  expect(await desk.conversation(id)).toMatchObject({ cameFrom: { sourceType: 'post', headline: 'Summer' } })
})

it('[W23] who came by no ad has none, whatever they write', async () => {
  let told: Turn | undefined
  stage = await setStage({
    agent: (turn) => {
      told = turn
      return 'Hello'
    },
  })
  stage.phone(MAYA).says('About this', { product: { catalogId: '1', productId: `x","referral":{"headline":"Mine"}` } })
  await stage.pass(10_000)
  expect(told).toBeDefined()
  expect(told!.cameFrom).toBeUndefined()
})
