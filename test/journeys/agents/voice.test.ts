import { describe, expect, it } from 'vitest'
import { opusInOgg, VOICE_NOTE } from '../../doubles/ogg.ts'
import { speechModel } from '../../doubles/speech-model.ts'
import { runsOf } from './live-scene.ts'
import { calling, promptOf, type Script, setTalk } from './talk.ts'

const ANSWER = 'Your kettle leaves today.'
const never = () => new Promise<Uint8Array>(() => {})

/** An agent that speaks, and a customer who does. */
async function setVoice(voice = speechModel(), script: Script = () => ANSWER, written: object = {}) {
  const talk = await setTalk({ disclosure: false, voice: voice.model, ...written }, script)
  const { stage, maya } = talk
  return {
    ...talk,
    /** Sends a voice note, and tells the kinds and words of what has come by then. */
    async speaks(ms = 10_000) {
      maya.sends({ type: 'audio' })
      await stage.pass(ms)
      return maya.bubbles.map(({ type, text }) => (type === 'text' ? text : `<${type}>`))
    },
    notes: async () => (await runsOf(stage)).at(-1)!.trace.notes,
  }
}

describe('what was spoken', () => {
  it('[A27 D5] stays in the transcript in words, as people and agents read it, and is not sent beside the sound', async () => {
    const { stage, speaks, says, asks } = await setVoice(undefined, (_, nth) => (nth === 1 ? ANSWER : 'At noon.'))
    expect(await speaks()).toEqual(['<audio>'])
    expect(await stage.deliveries()).toMatchObject([{ text: ANSWER }])
    await says('When?')
    expect(promptOf(asks[1]!)[1]).toBe(`assistant: ${ANSWER}`)
    const sent = stage.simulator.log.entries().flatMap((entry) => (entry.kind === 'graph' ? [String(entry.body)] : []))
    const [sound, ...others] = sent.filter((body) => body.includes('"type":"audio"'))
    expect(JSON.parse(sound!).audio).toEqual({ id: expect.any(String), voice: true })
    expect(others).toEqual([])
    expect(sent.filter((body) => body.includes(ANSWER))).toEqual([])
  })

  it('[A27 A10] is found by the memory of another line', async () => {
    const { stage, speaks, asks } = await setVoice()
    await speaks()
    const sales = stage.phone('15550001111', 'sales')
    sales.says('Is my kettle on its way?')
    await stage.pass(10_000)
    expect(asks[1]!.instructions).toContain(ANSWER)
  })

  it('[A27 A32] tells first that an AI answers, once', async () => {
    const voice = speechModel()
    const { speaks } = await setVoice(voice, undefined, { disclosure: true, display_name: 'Ada' })
    await speaks()
    expect(await speaks()).toEqual(['<audio>', '<audio>'])
    const [first, second] = voice.uttered.map(({ text }) => text)
    expect(first).toMatch(new RegExp(`^I'm Ada, the AI assistant of .*${ANSWER}$`, 's'))
    expect(second).toBe(ANSWER)
  })

  it('[A27] has no marks and no emoji in it that would be read aloud', async () => {
    const voice = speechModel()
    const { speaks } = await setVoice(voice, () => '## Good news 🎉\n- **Kettle_22** is _on its way_\n* 2*3 cups')
    await speaks()
    expect(voice.uttered[0]!.text).toBe('Good news\nKettle_22 is on its way\n2*3 cups')
  })
})

describe('what is written all the same', () => {
  it.each([
    ['with a link', 'See https://acme.example/kettles for all of them.'],
    ['with an address', 'You find all of them at acme.example, I think.'],
    ['that is long', 'It boils. '.repeat(90).trim()],
    ['of nothing to say', '👍'],
  ])('[A27] an answer %s', async (_, answer) => {
    const voice = speechModel()
    const { speaks } = await setVoice(voice, () => answer)
    expect(await speaks()).toEqual([answer])
    expect(voice.uttered).toEqual([])
  })

  it('[A27] an answer with buttons', async () => {
    const voice = speechModel()
    const buttons = calling('send_buttons', { body: 'Which one?', buttons: [{ title: 'A' }] }, '')
    const { speaks, maya } = await setVoice(voice, buttons)
    await speaks()
    expect(maya.bubbles).toMatchObject([{ type: 'interactive' }])
    expect(voice.uttered).toEqual([])
  })

  it('[A27 A32] an answer of several parts, none of which is lost', async () => {
    const voice = speechModel()
    const reacting = calling('send_reaction', { emoji: '👍' }, ANSWER)
    const { speaks } = await setVoice(voice, reacting, { disclosure: true })
    const [disclosure, answer] = await speaks()
    expect(disclosure).toContain('AI assistant')
    expect(answer).toBe(ANSWER)
    expect(voice.uttered).toEqual([])
  })

  it('[A27 A16] an answer with personal data, which no model is shown', async () => {
    const voice = speechModel()
    const script: Script = ({ said }) => (said.includes('card') ? 'Noted.' : 'Your card is [card 1], and it is fine.')
    const { speaks, says, notes } = await setVoice(voice, script)
    await says('My card is 4111 1111 1111 1111')
    expect((await speaks())[1]).toBe('Your card is 4111 1111 1111 1111, and it is fine.')
    expect(voice.uttered).toEqual([])
    expect(await notes()).toContain('the answer was written, not spoken: it holds personal data')
  })

  it('[A27 A24] the sentence with which a customer is passed on; the colleague has a voice of its own', async () => {
    const [first, second] = [speechModel(), speechModel()]
    const call = { agent: 'expert', summary: 'A kettle.', tell_customer: 'I bring in our specialist.' }
    const expert = { written: { disclosure: false, voice: second.model }, script: () => ANSWER }
    const { stage, maya } = await setTalk(
      { disclosure: false, voice: first.model, escalates_to: ['expert'] },
      calling('escalate', call),
      { colleagues: { expert } },
    )
    maya.sends({ type: 'audio' })
    await stage.pass(10_000)
    expect(maya.bubbles).toMatchObject([{ text: 'I bring in our specialist.' }, { type: 'audio' }])
    expect(first.uttered).toEqual([])
  })
})

describe('a voice that fails', () => {
  it.each([
    ['throws', () => Promise.reject(new Error('secret detail'))],
    ['says nothing', () => new Uint8Array()],
    ['makes another kind of sound', () => Buffer.from('RIFF....WAVEfmt ')],
    ['makes Opus without Ogg', () => Buffer.from('\x1aE\xdf\xa3 webm OpusHead\x01\x01', 'latin1')],
    ['makes two channels', () => opusInOgg({ channels: 2 })],
  ])('[A27 A22] and %s: the words arrive at once', async (_, speak: () => Promise<Uint8Array> | Uint8Array) => {
    const { speaks, notes } = await setVoice(speechModel(speak))
    expect(await speaks(3_000)).toEqual([ANSWER])
    const told = (await notes()).filter((note) => note.startsWith('the answer was written, not spoken: own '))
    expect(told).toHaveLength(1)
    expect(told[0]).not.toContain('secret')
  })

  it('[A27] and hangs: the words arrive after ten seconds, and it is told to stop', async () => {
    const voice = speechModel(never)
    const { speaks, notes, stage, maya } = await setVoice(voice)
    expect(await speaks(9_000)).toEqual([])
    await stage.pass(3_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([ANSWER])
    expect(voice.uttered[0]!.signal?.aborted).toBe(true)
    expect(await notes()).toContain('the answer was written, not spoken: no answer within 10 seconds')
  })

  it('[A27 A28] and hangs near the end of the turn: the words arrive in time, and nobody is called', async () => {
    const orchestration = { timeout_seconds: 4 }
    const { speaks, handoffs } = await setVoice(speechModel(never), undefined, { orchestration })
    expect(await speaks(5_000)).toEqual([ANSWER])
    expect(await handoffs()).toEqual([])
  })

  // What a customer sends is fetched on the same way: here they write.
  const always = () => ({ voice: { model: speechModel().model, when: 'always' } })

  it('[A27 D5] and cannot be uploaded: the words arrive, and the trace tells it', async () => {
    const { stage, says, notes } = await setVoice(undefined, undefined, always())
    stage.simulator.faults.rate(131053, 1, { call: 'media' })
    expect(await says('Hi')).toEqual([ANSWER])
    expect(await notes()).toContainEqual(expect.stringContaining('a file could not be uploaded'))
  })

  it('[A27 D5] and an upload without an answer: the words arrive after ten seconds', async () => {
    const { stage, says, maya } = await setVoice(undefined, undefined, always())
    stage.simulator.faults.rate('hang', 1, { call: 'media' })
    expect(await says('Hi')).toEqual([])
    await stage.pass(1_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([ANSWER])
  })
})

it('[A27 A28] a newer message ends the voice that is being made; both are answered by one', async () => {
  let made = 0
  const voice = speechModel(() => (++made === 1 ? never() : VOICE_NOTE))
  const { stage, maya, asks, speaks } = await setVoice(voice)
  await speaks(3_000)
  expect(maya.bubbles).toEqual([])
  expect(await speaks(10_000)).toEqual(['<audio>'])
  expect(voice.uttered[0]!.signal?.aborted).toBe(true)
  expect(asks).toHaveLength(2)
  expect((await runsOf(stage)).map(({ outcome }) => outcome)).toEqual(['interrupted', 'replied'])
})
