import { afterEach, describe, expect, it } from 'vitest'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

describe('a message in, an answer out', () => {
  it('[W6 D1 D8 I3] the customer hears one answer, from the line they wrote to', async () => {
    stage = await setStage()
    const maya = stage.phone('15550001111')
    maya.says('Hello')
    await stage.pass(5000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Hello'])
    expect(maya.bubbles[0]?.status).toBe('read')
  })
})
