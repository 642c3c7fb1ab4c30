import { afterEach, describe, expect, it } from 'vitest'
import { SECOND, type SlackScene, setSlackScene } from './scene.ts'

let scene: SlackScene
afterEach(() => scene.stop())

describe('[H16] Slack as the only desk', () => {
  it('brings a case to its channel, its thread to the customer, and the customer to its thread', async () => {
    scene = await setSlackScene()
    const { dana, maya, stage } = scene
    await scene.asks()
    expect(scene.card().text).toContain('asked for a person')
    expect(scene.cardWords()).toContain('waiting since')
    expect(scene.said()[0]).toContain('A person please')

    await scene.presses(dana, 'wabaton_take')
    expect(await scene.owner()).toBe('Dana')
    expect(scene.cardWords()).toContain('*Dana* has it')

    const ts = await scene.says(dana, 'Hi Maya, I *reissue* it :+1:')
    expect(scene.received()).toContain('Hi Maya, I *reissue* it 👍')
    expect(scene.reactions(ts)).toContain('white_check_mark')

    maya.says('Thank you <3')
    await stage.pass(5 * SECOND)
    expect(scene.said().at(-1)).toContain('Thank you &lt;3')
  })
})
