import { afterEach, describe, expect, it } from 'vitest'
import type { HandoffReason } from '../../../src/domain/handoff.ts'
import type { HandoffPolicy } from '../../../src/domain/handoff-policy.ts'
import { type Hours, spansIn } from '../../../src/domain/hours/hours.ts'
import type { Agent } from '../../../src/domain/turn.ts'
import type { Stage } from '../../stage.ts'
import { MAYA, MINUTE, read, setScene } from './scene.ts'

let stage: Stage | undefined
afterEach(() => stage?.stop())

const HOUR = 60 * MINUTE
/** In Madrid it is 19:00. */
const SUNDAY_EVENING = Date.UTC(2026, 10, 22, 18)
const MONDAY_9 = Date.UTC(2026, 10, 23, 8)
const MONDAY_NOON = Date.UTC(2026, 10, 23, 11)

const OFFICE: Hours = {
  timeZone: 'Europe/Madrid',
  week: [[], ...Array.from({ length: 5 }, () => spansIn('9-18')!), []],
  holidays: {},
}
const FIRST = 'Customer 1111 asks for a person'
const TOLD = "I've passed this on to our team. Nobody is there right now: a teammate will answer you here"

async function scene(change: Partial<HandoffPolicy> = {}, options: Parameters<typeof setScene>[1] = {}) {
  const set = await setScene({ hours: OFFICE, ...change }, { start: SUNDAY_EVENING, ...options })
  stage = set.stage
  const until = async (at: number) => {
    while (set.stage.clock.now() < at) await set.stage.pass(Math.min(HOUR, at - set.stage.clock.now()))
  }
  const told = (by = set.maya) => read(by)
  return { ...set, until, told }
}

/** One who works on support, on the server of the stage. */
async function hire(stage: Stage, lines: 'all' | string[] = 'all') {
  const { store } = stage.platform
  const now = stage.clock.now()
  const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const
  const authority = { business: 'acme', actor: { role: 'owner', lines: 'all' }, by, now } as const
  const email = `${Math.random()}@example.com`
  const invited = await store.invite({ ...authority, email, role: 'member', lines })
  if (invited.kind !== 'done') throw new Error(invited.kind)
  const business = 'acme'
  await store.acceptInvitation({
    business,
    secret: invited.secret,
    name: 'Dana',
    passwordHash: 'x',
    ip: undefined,
    now,
  })
  const { id } = (await store.teammates(business)).find((one) => one.email === email)!
  return (away: boolean) => store.setAway({ business, by, now: stage.clock.now(), id, away })
}

describe('a handoff out of hours', () => {
  it('[H13 H24] tells the customer once when a person answers, and people are called when it opens', async () => {
    const { stage, maya, asks, calls, told, until, owner } = await scene()
    await asks()
    expect(told()).toEqual([`${TOLD} tomorrow, Monday, from 9:00.`])
    maya.says('Hello? Is a person there?')
    await stage.pass(HOUR)
    maya.says('Anybody?')
    await until(MONDAY_9 - 1000)
    expect([calls(), told()]).toEqual([[], [`${TOLD} tomorrow, Monday, from 9:00.`]])
    expect(await owner()).toBe('waiting')
    await stage.pass(3000)
    expect(calls()).toEqual([FIRST])
    await stage.pass(5 * MINUTE)
    expect(calls()).toHaveLength(2)
    expect(told()).toHaveLength(1)
  })

  it.each([
    ['Quiero hablar con una persona, por favor', 'mañana, lunes, a partir de las 9:00.'],
    ['Ich möchte bitte mit einem Menschen sprechen', 'morgen, Montag, ab 9:00 Uhr.'],
    ['Quero falar com uma pessoa, por favor', 'amanhã, segunda-feira, a partir das 9:00.'],
  ])('[H13 A22] in their language: %s', async (asked, said) => {
    const { stage, maya, told } = await scene()
    maya.says(asked)
    await stage.pass(5000)
    expect(told()).toHaveLength(1)
    expect(told()[0]!.endsWith(said)).toBe(true)
  })

  it('[H13] also where the agent itself calls people, or fails', async () => {
    const agent: Agent = ({ text }) => {
      if (text.startsWith('By hand'))
        return { kind: 'run', parts: [], handOff: { reason: 'out_of_scope', summary: 'By hand.' } }
      throw new Error('broken')
    }
    const { stage, maya, told } = await scene({}, { agent })
    maya.says('By hand')
    const otto = stage.phone('15550002222')
    otto.says('Hello')
    await stage.pass(5 * MINUTE)
    expect([told(), told(otto)]).toEqual(Array(2).fill([`${TOLD} tomorrow, Monday, from 9:00.`]))
  })

  it('[H13] within hours people are announced as ever, and with everybody away nothing is promised', async () => {
    const { stage, maya, told } = await scene({}, { start: MONDAY_NOON })
    const away = await hire(stage)
    const elsewhere = await hire(stage, ['sales'])
    maya.says('A person please')
    await stage.pass(5000)
    expect(told()).toEqual(['Of course — connecting you with a teammate now.'])
    await away(true)
    await elsewhere(false)
    const otto = stage.phone('15550002222')
    otto.says('A person please')
    await stage.pass(5000)
    expect(told(otto)).toEqual([
      "I've passed this on to our team. Nobody is free right now: a teammate will write to you here as soon as someone is back.",
    ])
    await away(false)
    const lena = stage.phone('15550003333')
    lena.says('A person please')
    await stage.pass(5000)
    expect(told(lena)).toEqual(['Of course — connecting you with a teammate now.'])
  })

  it('[H13 H12] each is said and called once though the process dies again and again', async () => {
    const { stage, maya, calls, told, until } = await scene()
    maya.says('A person please')
    for (let second = 0; second < 60; second += 5) {
      await stage.pass(5000)
      await stage.crash()
    }
    await until(MONDAY_9 - 20_000)
    for (let second = 0; second < 400; second += 20) {
      await stage.pass(20_000)
      if (second < 60 || second > 280) await stage.crash()
    }
    expect(told()).toEqual([`${TOLD} tomorrow, Monday, from 9:00.`])
    expect(calls()).toEqual([FIRST, `Waiting 14 h 5 min: ${FIRST}`])
  })

  it('[H12 H24] a group is called once each, and again as often as it says, though the process dies in the middle', async () => {
    const to = { target: 'boss', channel: 'whatsapp' } as const
    const escalation = [5, 5, 15, 15].map((minutes) => ({ afterMs: minutes * MINUTE, to }))
    const { stage, maya, calls } = await scene({ escalation }, { start: MONDAY_NOON })
    maya.says('A person please')
    for (let second = 0; second < 17 * 60; second += 20) {
      await stage.pass(20_000)
      if (second < 40 || second % 300 < 40) await stage.crash()
    }
    const [five, fifteen] = [`Waiting 5 min: ${FIRST}`, `Waiting 15 min: ${FIRST}`]
    expect(calls()).toEqual([FIRST, five, five, fifteen, fifteen])
  })

  it('[H24] clock: always calls people at night, and counts', async () => {
    const { stage, calls, asks } = await scene({ clock: 'always' })
    await asks()
    await stage.pass(15 * MINUTE)
    expect(calls()).toHaveLength(3)
  })

  it('[H24] who waits is overdue by the hours of the line', async () => {
    const { stage, asks, until } = await scene({ slaMs: 30 * MINUTE })
    const overdue = async () => {
      const response = await stage.platform.fetch(new Request('http://localhost/health'))
      return ((await response.json()) as { handoffs: { overdue: number } }).handoffs.overdue
    }
    await asks()
    const conversation = async () => (await stage.platform.desk.conversation(await stage.conversationOf(MAYA)))!
    expect((await conversation()).answerBy).toBe(MONDAY_9 + 30 * MINUTE)
    await until(MONDAY_9 + 29 * MINUTE)
    expect([await overdue(), (await conversation()).overdue]).toEqual([0, false])
    await stage.pass(2 * MINUTE)
    expect([await overdue(), (await conversation()).overdue]).toEqual([1, true])
  })

  it('[H14 H24] what a teammate has left at closing time goes back the next morning', async () => {
    const { stage, asks, claim, owner, until } = await scene(
      { autoReleaseMs: 30 * MINUTE, alert: undefined, escalation: [] },
      { start: Date.UTC(2026, 10, 23, 16, 45) },
    )
    await asks()
    await claim()
    await stage.teammateSays(MAYA, 'I will look')
    await until(Date.UTC(2026, 10, 24, 8, 14))
    expect(await owner()).toBe('teammate')
    await stage.pass(3 * MINUTE)
    expect(await owner()).toBe('agent')
  })

  it('[H24 C11] hours that are set while a case waits hold from then on', async () => {
    const { stage, calls, asks, reconfigure } = await scene({ hours: undefined })
    const { settingsOf } = await import('./scene.ts')
    await asks()
    expect(calls()).toEqual([FIRST])
    await reconfigure(settingsOf({ hours: OFFICE }))
    await stage.pass(2 * HOUR)
    expect(calls()).toEqual([FIRST])
  })
})

describe('the agent covers', () => {
  const covers = (seen: unknown[]): Agent => {
    const calling = { kind: 'run', parts: [], handOff: { reason: 'out_of_scope', summary: 'By hand.' } } as const
    return (turn) => {
      seen.push(turn.covering?.back)
      if (turn.text.startsWith('By hand')) return calling
      return `You said: ${turn.text}`
    }
  }
  const covering = async (change: Partial<HandoffPolicy> = {}, options: Parameters<typeof setScene>[1] = {}) => {
    const seen: unknown[] = []
    return { seen, ...(await scene({ cover: true, ...change }, { agent: covers(seen), ...options })) }
  }

  it('[H13] answers through the night while the case waits, and is silent when people are there', async () => {
    const { stage, maya, asks, told, seen, owner, until, calls, steps } = await covering()
    await asks()
    maya.says('When do you open?')
    await stage.pass(5000)
    maya.says('And tomorrow?')
    await stage.pass(5000)
    expect(told()).toEqual([
      `${TOLD} tomorrow, Monday, from 9:00.`,
      'You said: When do you open?',
      'You said: And tomorrow?',
    ])
    // The first was the boss, for whom nobody is called.
    expect(seen).toEqual([undefined, 'tomorrow, Monday, from 9:00', 'tomorrow, Monday, from 9:00'])
    expect(await owner()).toBe('waiting')
    await until(MONDAY_9 + 1000)
    expect(calls()).toEqual([FIRST])
    maya.says('Good morning')
    await stage.pass(MINUTE)
    expect(told()).toHaveLength(3)
    expect(await steps()).toEqual(['opened', 'alerted'])
  })

  it('[H13] never calls people a second time, whoever asks for it, and nothing is announced twice', async () => {
    const { stage, maya, asks, told, steps } = await covering()
    await asks()
    for (const text of ['By hand, I said', 'A person please', '/human', 'I want a person!']) {
      maya.says(text)
      await stage.pass(MINUTE)
    }
    expect(told().filter((text) => text?.includes('our team'))).toHaveLength(1)
    // The agent says what there is to say.
    expect(told().slice(1)).toEqual(
      ['A person please', '/human', 'I want a person!'].map((text) => `You said: ${text}`),
    )
    expect(await steps()).toEqual(['opened'])
    const rows = await stage.rows("select outcome from messages where author = 'customer' order by position")
    expect(rows.map(({ outcome }) => outcome)).not.toContain('pending')
  })

  it('[H13 H8] a teammate who comes at night has it at once: nothing of the agent leaves after that', async () => {
    let answer = () => {}
    const slow: Agent = ({ text }) =>
      text === 'Slowly' ? new Promise((resolve) => (answer = () => resolve('too late'))) : `You said: ${text}`
    const { stage, maya, asks, claim, told } = await covering({}, { agent: slow })
    await asks()
    maya.says('Slowly')
    await stage.pass(5000)
    await claim()
    answer()
    await stage.pass(5000)
    maya.says('Hello?')
    await stage.pass(MINUTE)
    expect(told()).toEqual([`${TOLD} tomorrow, Monday, from 9:00.`])
  })

  it('[H13] answers also while everybody is away, and no more when somebody is back', async () => {
    const { stage, maya, asks, told } = await covering({ hours: undefined })
    const away = await hire(stage)
    await away(true)
    await asks()
    maya.says('Hello?')
    await stage.pass(5000)
    expect(told().at(-1)).toBe('You said: Hello?')
    await away(false)
    maya.says('And now?')
    await stage.pass(MINUTE)
    expect(told().at(-1)).toBe('You said: Hello?')
  })

  it.each([
    ['sensitive', 'I will sue you, my lawyer knows'],
    ['looks_automated', undefined],
  ] as [HandoffReason, string | undefined][])('[H13] leaves to people alone what is %s', async (reason) => {
    const agent: Agent = ({ text, covering }) =>
      covering || text !== 'Begin'
        ? `You said: ${text}`
        : { kind: 'run', parts: [], handOff: { reason, summary: 'For people.' } }
    const { stage, maya, told } = await covering({}, { agent })
    maya.says('Begin')
    await stage.pass(5000)
    maya.says('Go on')
    await stage.pass(MINUTE)
    expect(told()).toHaveLength(1)
  })

  it('[H13] a matter that becomes sensitive in the night waits for people', async () => {
    const { stage, maya, asks, told } = await covering({
      signals: {
        keywords: [],
        frustration: 'off',
        sensitive: { financial: true, medical: true, legal: true },
        repeatedFailure: false,
      },
    })
    await asks()
    maya.says('My lawyer will sue you')
    await stage.pass(MINUTE)
    expect(told()).toHaveLength(1)
  })

  it('[H13] does not answer where it is off, or a machine', async () => {
    const { stage, maya, asks, told } = await scene()
    await asks()
    maya.says('Hello?')
    await stage.pass(MINUTE)
    expect(told()).toHaveLength(1)
  })

  it('[H13] ends with an agent that fails: nobody is told again, and the case waits', async () => {
    const agent: Agent = ({ text }) => {
      if (text === 'Break') throw new Error('broken')
      return `You said: ${text}`
    }
    const { stage, maya, asks, told, owner } = await covering({}, { agent })
    await asks()
    maya.says('Break')
    await stage.pass(10 * MINUTE)
    maya.says('Better?')
    await stage.pass(5000)
    expect(told()).toEqual([`${TOLD} tomorrow, Monday, from 9:00.`, 'You said: Better?'])
    expect(await owner()).toBe('waiting')
  })

  it('[H13] answers each message once though the process dies again and again', async () => {
    const { stage, maya, asks, told } = await covering()
    await asks()
    for (let nth = 0; nth < 6; nth++) {
      maya.says(`Question ${nth}`)
      await stage.pass(nth * 300)
      await stage.crash()
      await stage.pass(150_000)
    }
    const answers = told().filter((text) => text?.startsWith('You said'))
    for (let nth = 0; nth < 6; nth++)
      expect(answers.filter((text) => text!.includes(`Question ${nth}`)).length).toBeLessThanOrEqual(1)
    expect(answers.length).toBeGreaterThan(3)
    expect(read(maya).filter((text) => text?.startsWith(TOLD))).toHaveLength(1)
  })
})
