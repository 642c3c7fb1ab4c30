import { describe, expect, it } from 'vitest'
import { askIn } from './ask.ts'
import { signalOf } from './signal-of.ts'
import { readOwn } from './words.ts'

const asks = (text: string) => askIn(readOwn(text)) !== undefined

/** Several messages that came one after the other. */
const asksIn = (...texts: string[]) =>
  signalOf({
    messages: texts.map((text, at) => ({ id: `${at}`, text, at })),
    before: [],
    tuning: {
      ...{ keywords: [], frustration: 'off', repeatedFailure: false },
      sensitive: { financial: false, medical: false, legal: false },
    },
    released: undefined,
    now: 10,
  })

describe('the command', () => {
  it.each(['/human', ' /HUMAN please', '／human', '/agent', '/person', '/operator', '/Humano', '/إنسان', '/人工'])(
    '[H18] %s asks',
    (text) => expect(asks(text)).toBe(true),
  )

  it.each(['//human', '/humanity', '/human-rights', '/humans/list', '/reset', 'see /usr/human'])(
    '[H18] %s is no such command',
    (text) => expect(asks(text)).toBe(false),
  )
})

describe('an ask', () => {
  it.each([
    [
      'with slips',
      'I want to talk to a reprezentative',
      'conect me to an opreator',
      'necesito un asesro',
      'mitarbeter bitte',
    ],
    ['with stretched and shouted words', 'HUMAAAAAN', 'agenttttt plsss', '*real person!!!*', 'ＨＵＭＡＮ'],
    ['in two languages at once', 'hola, quiero hablar con un human', 'mujhe real agent chahiye bhai'],
    [
      'that is polite and long',
      'Good morning, would it be at all possible to have one of your colleagues call me back this afternoon?',
    ],
    [
      'that refuses the machine',
      'stop this bot',
      'no bots please',
      'not a robot, a human',
      'ich will nicht mit einem roboter reden',
    ],
    ['for a call', 'can someone call me?', 'bitte um Rückruf', 'me liga por favor', 'اتصلوا بي'],
    [
      'that says it cannot be done',
      "why can't I talk to a person",
      'no puedo hablar con una persona?',
      'is there no human here?',
    ],
  ])('[H18] %s', (_, ...texts) => {
    expect(texts.filter((text) => !asks(text))).toEqual([])
  })

  it.each([
    [
      'asks what the other side is',
      'are you human?',
      'human?',
      'am I talking to a real person?',
      'bist du ein mensch?',
      'eres un robot?',
    ],
    [
      'is denied',
      "I don't want to talk to an agent",
      'no human please',
      'no quiero hablar con un asesor',
      'ich brauche keinen Berater',
      'agent nahi chahiye',
    ],
    [
      'is told of the past',
      'I talked to an agent yesterday',
      'ayer hablé con un asesor',
      'ich habe mit einem Mitarbeiter gesprochen',
    ],
    [
      'is told of others',
      'he said I can talk to an agent',
      'my agent wants to talk to you',
      'the app told me to contact support',
    ],
    ['is a condition', 'if I want to talk to an agent, when are you open?', 'do I need to talk to someone to cancel?'],
    ['counts people', 'table for two people', 'one person', 'por persona cuanto cuesta?', 'una persona', 'pro person'],
    [
      'names something else',
      'human rights',
      'travel agent discount',
      'representative sample',
      'I want a human hair wig',
      'tour operator',
    ],
    [
      'is quoted',
      'the button "talk to a human agent" does nothing',
      '> I want to talk to a human\nthat is what my wife wrote',
    ],
    ['gives a name', 'call me Sam', 'me llamo Ana', 'mi chiamo Luca'],
    ['is for later', 'call me when the parcel is ready', "please don't call me"],
  ])('[H18] is not heard in what %s', (_, ...texts) => {
    expect(texts.filter(asks)).toEqual([])
  })

  it('[H18] may come in pieces', () => {
    expect(asksIn('i want to talk', 'with somebody there')).toMatchObject({ message: '1', heard: 'talk with somebody' })
    expect(asksIn('how much is it', 'per person')).toBeUndefined()
  })

  it('[H18] is heard at the end of a long story, and not for a word by the way', () => {
    const story = 'We booked a room in May and the agent of the airline sent us the wrong dates. '.repeat(60)
    expect(asks(story)).toBe(false)
    expect(asks(`${story} Please let me speak to a manager.`)).toBe(true)
  })
})
