import { afterEach, describe, expect, it } from 'vitest'
import { pngSaying } from '../../png.ts'
import { CHANNEL, HOUR, MAYA, MINUTE, SECOND, type SlackScene, setSlackScene } from './scene.ts'

let scene: SlackScene
afterEach(() => scene.stop())

describe('[H16] Slack as the only desk', () => {
  it('brings a case to its channel, its thread to the customer, and the customer to its thread', async () => {
    scene = await setSlackScene()
    const { dana, maya, stage } = scene
    await scene.asks()
    expect(scene.card().text).toContain('asked for a person')
    expect(scene.cardWords()).toContain('waiting since')
    // What was said before stands there once, and so does what is said from then on.
    expect(scene.said()).toEqual([
      expect.stringContaining('A person please'),
      expect.stringContaining('connecting you with a teammate'),
    ])
    expect(scene.said()[0]).not.toContain('connecting')

    await scene.presses(dana, 'wabaton_take')
    expect(await scene.owner()).toBe('Dana')
    expect(scene.cardWords()).toContain('*Dana* has it')
    expect(scene.told(dana)).toContain('reaches the customer')

    const ts = await scene.says(dana, 'Hi Maya, I *reissue* it :+1:')
    expect(scene.received()).toContain('Hi Maya, I *reissue* it 👍')
    expect(scene.reactions(ts)).toContain('white_check_mark')
    maya.reads()
    await stage.pass(5 * SECOND)
    expect(scene.reactions(ts)).toEqual(['white_check_mark', 'eyes'])

    maya.says('Thank you <3')
    await stage.pass(5 * SECOND)
    expect(scene.said().at(-1)).toContain('Thank you &lt;3')

    await scene.presses(dana, 'wabaton_release')
    await dana.submits({ outcome: 'Reissued ORD-22', resolution: 'resolved' })
    await stage.pass(5 * SECOND)
    expect(dana.modal).toBeUndefined()
    expect(await scene.owner()).toBe('agent')
    expect(scene.cardWords()).toContain('Released by Dana, AI answers next: Reissued ORD-22')
    expect(scene.cardWords()).not.toContain('wabaton_take')

    maya.says('Bye')
    await stage.pass(10 * SECOND)
    expect(scene.received().at(-1)).toBe('You said: Bye')
    expect(scene.said().filter((text) => text.includes('Bye'))).toEqual([])
  })

  it('[U20] takes the case for whoever answers first, and tells the other who was later', async () => {
    scene = await setSlackScene()
    const { dana, omar, stage, told } = scene
    await scene.asks()
    const [first, second] = await Promise.all([
      dana.presses({ on: { channel: CHANNEL, ts: scene.card().ts }, action: 'wabaton_take' }),
      omar.presses({ on: { channel: CHANNEL, ts: scene.card().ts }, action: 'wabaton_take' }),
      stage.pass(5 * SECOND),
    ])
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(await scene.owner()).toBe('Dana')
    expect(told(omar)).toBe('Dana took it.')
    // In the channel, where they have pressed it.
    expect(omar.ephemerals.at(-1)!.thread).toBeUndefined()
    await scene.answers(dana, 'wabaton_undo')
    expect(await scene.owner()).toBe('waiting')
  })

  it('is taken by the first reply, and by no second', async () => {
    scene = await setSlackScene()
    const { dana, omar, stage } = scene
    await scene.asks()
    dana.says(CHANNEL, 'I am on it', { thread: scene.card().ts })
    omar.says(CHANNEL, 'Me too', { thread: scene.card().ts })
    await stage.pass(10 * SECOND)
    expect(await scene.owner()).toBe('Dana')
    expect(scene.received()).toContain('I am on it')
    expect(scene.received()).not.toContain('Me too')
    expect(scene.told(omar)).toContain('*Dana* has this thread')
  })

  it('sends a long text in parts, in order, and marks it once all have arrived', async () => {
    scene = await setSlackScene()
    const { dana } = scene
    await scene.asks()
    const ts = await scene.says(dana, `${'a'.repeat(4_000)} ${'b'.repeat(4_000)}`, 20 * SECOND)
    expect(scene.received().slice(-2)).toEqual(['a'.repeat(4_000), 'b'.repeat(4_000)])
    expect(scene.reactions(ts)).toEqual(['white_check_mark', 'eyes'])
    expect(scene.said().filter((text) => text.includes('bbbb'))).toHaveLength(1)
  })

  it('asks to press again where Slack does not open the modal any more', async () => {
    scene = await setSlackScene()
    const { dana, double, told } = scene
    await scene.asks()
    double.faults.next({ method: 'views.open', error: 'expired_trigger_id' })
    await scene.presses(dana, 'wabaton_release')
    expect(dana.modal).toBeUndefined()
    expect(told(dana)).toBe('It took too long: press it again.')
  })

  it('brings files both ways, and says why one does not go', async () => {
    scene = await setSlackScene()
    const { dana, maya, stage } = scene
    await scene.asks()
    await scene.presses(dana, 'wabaton_take')
    maya.sends({ type: 'image', bytes: pngSaying('box'), mime: 'image/png', caption: 'The box' })
    await stage.pass(10 * SECOND)
    const shown = scene.thread().find(({ files }) => files.length > 0)
    expect(shown?.text).toContain('The box')
    expect(shown?.files[0]?.mimetype).toBe('image/png')

    dana.uploads(
      CHANNEL,
      { name: 'label.png', bytes: pngSaying('label') },
      { thread: scene.card().ts, text: 'Your label' },
    )
    await stage.pass(10 * SECOND)
    expect(maya.bubbles.at(-1)).toMatchObject({ type: 'image', text: expect.stringContaining('Your label') })
    expect(scene.thread().filter(({ bot, files }) => bot && files.length > 0)).toHaveLength(1)

    const large = Buffer.concat([pngSaying('large'), Buffer.alloc(6 * 1024 * 1024)])
    const bad = dana.uploads(CHANNEL, { name: 'large.png', bytes: large }, { thread: scene.card().ts })
    await stage.pass(10 * SECOND)
    expect(scene.reactions(bad)).toEqual(['x'])
    expect(scene.told(dana)).toContain('Not sent.')
  })

  it('shows what another desk does, and shares its claim', async () => {
    scene = await setSlackScene()
    const { stage, omar } = scene
    await scene.asks()
    const id = await stage.conversationOf(MAYA)
    await stage.platform.desk.reply(id, {
      by: { id: 'web', name: 'Wanda' },
      source: 'desk',
      message: 'From the browser',
    })
    await stage.pass(5 * SECOND)
    expect(scene.said()).toContainEqual(expect.stringContaining('*Wanda (sent)*: From the browser'))
    expect(scene.cardWords()).toContain('*Wanda* has it')
    await scene.says(omar, 'And from here')
    expect(scene.told(omar)).toContain('*Wanda* has this thread')
    await stage.platform.desk.release(id, { by: { id: 'web', name: 'Wanda' } })
    await stage.pass(5 * SECOND)
    expect(scene.cardWords()).toContain('Released by Wanda')
    await scene.says(omar, 'One more thing')
    expect(scene.told(omar)).toContain('The AI owns this now')
    await scene.answers(omar, 'wabaton_send')
    expect(await scene.owner()).toBe('Omar')
    expect(scene.received()).toContain('One more thing')
  })

  it('is called by nobody who takes a case elsewhere by themselves, until they put it back', async () => {
    scene = await setSlackScene()
    const { stage, maya, double } = scene
    maya.says('Hello')
    await stage.pass(10 * SECOND)
    const id = await stage.conversationOf(MAYA)
    const by = { id: 'web', name: 'Wanda' }
    await stage.platform.desk.claim(id, { by })
    maya.says('Are you a machine?')
    await stage.pass(10 * SECOND)
    expect(double.messages(CHANNEL)).toEqual([])
    await stage.platform.desk.putBack(id, { by })
    await stage.pass(10 * SECOND)
    expect(scene.cardWords()).toContain('wabaton_take')
    await scene.says(scene.dana, 'No, I am Dana')
    expect(scene.received()).toContain('No, I am Dana')
  })

  it('goes on in an old thread for whoever takes the case from there', async () => {
    scene = await setSlackScene()
    const { dana, omar, maya, stage } = scene
    await scene.asks()
    await scene.says(dana, 'Done')
    await scene.presses(dana, 'wabaton_release')
    await dana.submits()
    await stage.pass(30 * HOUR)
    maya.says('Thanks')
    await stage.pass(10 * SECOND)
    await scene.says(omar, 'One question more')
    expect(scene.told(omar)).toContain('The AI owns this now')
    await scene.answers(omar, 'wabaton_send')
    expect(scene.received()).toContain('One question more')
    maya.says('Ask me')
    await stage.pass(10 * SECOND)
    expect(scene.said().at(-1)).toContain('Ask me')
    expect(scene.cardWords()).toContain('*Omar* has it')
  })

  it('goes on in the same thread within a day, and begins another one later', async () => {
    scene = await setSlackScene()
    const { dana, double, stage } = scene
    const roots = () => double.messages(CHANNEL).filter(({ bot, thread }) => bot && thread === undefined)
    for (let time = 0; time < 2; time++) {
      await scene.asks()
      await scene.says(dana, `Answer ${time}`)
      await scene.presses(dana, 'wabaton_release')
      await dana.submits()
      await stage.pass(HOUR)
    }
    expect(roots()).toHaveLength(1)
    expect(scene.thread().filter(({ broadcast, text }) => broadcast && text.startsWith('Again'))).toHaveLength(1)
    expect(scene.received().filter((text) => text.startsWith('Answer'))).toEqual(['Answer 0', 'Answer 1'])
    await stage.pass(25 * HOUR)
    await scene.asks()
    expect(roots()).toHaveLength(2)
  })

  it('offers the draft of the AI, to be changed and sent by whoever has the case', async () => {
    scene = await setSlackScene()
    const { dana, stage } = scene
    await scene.asks()
    const [open] = await stage.platform.desk.handoffs()
    await stage.platform.store.keepBriefing({
      business: 'acme',
      handoff: open!.id,
      position: 1,
      now: stage.clock.now(),
      briefing: {
        headline: 'An order is missing',
        evidence: [],
        who: undefined,
        wants: undefined,
        tried: [],
        promised: [],
        mood: undefined,
        facts: [],
        openQuestion: undefined,
        next: undefined,
        draft: 'Dear Maya, we look into it.',
        language: 'en',
        by: 'rules',
      },
    })
    await scene.presses(dana, 'wabaton_take')
    await scene.presses(dana, 'wabaton_draft')
    await dana.submits({ text: 'Dear Maya, it comes tomorrow.' })
    await stage.pass(10 * SECOND)
    expect(scene.received()).toContain('Dear Maya, it comes tomorrow.')
    expect(scene.said()).toContainEqual(expect.stringContaining('it comes tomorrow.'))
  })

  it('calls the group once when nobody comes, and says that it is late', async () => {
    scene = await setSlackScene({ slack: { group: 'S0614TZR7' } })
    await scene.asks()
    await scene.stage.pass(HOUR)
    expect(scene.cardWords()).toContain('*Overdue*')
    expect(scene.said().filter((text) => text.includes('<!subteam^S0614TZR7>'))).toHaveLength(1)
  })

  it('has a channel for each line', async () => {
    scene = await setSlackScene({ slack: { channels: { support: '#wa-escalations' } } })
    await scene.asks()
    expect(scene.double.messages(CHANNEL)).toEqual([])
    expect(scene.double.messages('wa-escalations')).not.toEqual([])
    await scene.stage.pass(MINUTE)
  })
})
