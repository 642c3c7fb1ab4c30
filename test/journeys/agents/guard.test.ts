import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { ToolContext } from '../../../src/domain/agent.ts'
import { createLog } from '../../../src/ports/log.ts'
import { rememberedOf } from '../../remembered.ts'
import { MAYA, promptOf, type Script, setTalk } from './talk.ts'

const OWN = {
  email: 'maya.lopez@mail.example',
  phone: '+34 612 345 678',
  card: '5555 5555 5555 4444',
  iban: 'ES91 2100 0418 4502 0005 1332',
}
const HERS = {
  email: 'vera@private.example',
  phone: '+44 20 7946 0958',
  card: '4111 1111 1111 1111',
  iban: 'DE89 3704 0044 0532 0130 00',
}
const valuesOf = (data: object): string[] => Object.values(data)
const BOOKING = `Book it for ${OWN.email}, ${OWN.phone}, card ${OWN.card}, IBAN ${OWN.iban}`
const PLACED = 'Book it for [email 1], [phone 1], card [card 1], IBAN [iban 1]'

function booking(result: (input: Record<string, string>) => unknown = () => ({ booked: true })) {
  const given: { input: Record<string, string>; customer: string | undefined }[] = []
  const tool = {
    name: 'book',
    description: 'Books a table.',
    effect: 'reversible',
    parameters: { email: 'string', phone: 'string', card: 'string', iban: 'string' },
    run(input: Record<string, string>, { customer }: ToolContext) {
      given.push({ input, customer: customer.phone })
      return result(input)
    },
  }
  return { tool, given }
}

const books: Script = ({ results }) =>
  results.length > 0
    ? 'Booked for [email 1]; I will call [phone 1]. Paid with [card 1], refunds go to [iban 1].'
    : {
        calls: [
          { tool: 'book', input: { email: '[email 1]', phone: '[phone 1]', card: '[card 1]', iban: '[iban 1]' } },
        ],
      }
const BOOKED = `Booked for ${OWN.email}; I will call ${OWN.phone}. Paid with ${OWN.card}, refunds go to ${OWN.iban}.`

describe("a customer's own data", () => {
  it('[A16 I2] are theirs also where they were said on another line', async () => {
    const { says, stage } = await setTalk({ disclosure: false }, () => 'The brochure goes to [email 1].')
    stage.phone(MAYA, 'sales').says(`Send the brochure to ${OWN.email}`)
    await stage.pass(10_000)
    expect(await says('Where does my brochure go?')).toEqual([`The brochure goes to ${OWN.email}.`])
  })

  it('[A16] are placeholders to the model, real to the tool that books, and real in the reply', async () => {
    const { tool, given } = booking((input) => ({ booked: true, confirmation_sent_to: input.email }))
    const { says, asks } = await setTalk({ tools: [tool], disclosure: false }, books)
    expect(await says(BOOKING)).toEqual([BOOKED])
    expect(given).toEqual([{ input: OWN, customer: `+${MAYA}` }])
    expect(asks).toHaveLength(2)
    expect(promptOf(asks[0]!)).toEqual([`user: ${PLACED}`])
    expect(asks[1]!.results).toEqual([{ tool: 'book', output: { booked: true, confirmation_sent_to: '[email 1]' } }])
    for (const { options } of asks)
      for (const value of valuesOf(OWN)) expect(JSON.stringify(options)).not.toContain(value)
  })

  it('[A16] are hidden in what was said before as well, on every later day of the conversation', async () => {
    const { tool } = booking()
    const { says, asks, stage } = await setTalk({ tools: [tool], disclosure: false }, books)
    await says(BOOKING)
    await stage.restart()
    await says('Thanks, what is my address again?')
    const [said, answered] = promptOf(asks.at(-1)!)
    expect(said).toBe(`user: ${PLACED}`)
    for (const value of valuesOf(OWN)) expect(answered).not.toContain(value)
  })

  it('[A16 O3 O10] are kept by transcript and memory, and by neither trace nor logs', async () => {
    let logged = ''
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged += chunk
        done()
      },
    })
    const { tool } = booking()
    const { says, stage } = await setTalk({ tools: [tool] }, books, { ports: { log: createLog('debug', sink) } })
    await says(BOOKING)
    const { store } = stage.platform
    const id = await stage.conversationOf(MAYA)
    const transcript = JSON.stringify((await store.loadTurn({ business: 'acme', id }, 10))?.history)
    const customer = (await store.findCustomer('acme', MAYA))!
    const memory = JSON.stringify(await rememberedOf(store, customer))
    const runs = await store.runsOf({ business: 'acme', id })
    expect(runs).toHaveLength(1)
    expect(runs[0]!.trace.tools).toMatchObject([{ tool: 'book', input: { email: '[email 1]', iban: '[iban 1]' } }])
    expect(runs[0]!.trace.guards).toContainEqual({ where: 'input', what: 'card', count: 1 })
    expect(logged).toContain('turn-ended')
    for (const value of valuesOf(OWN)) {
      expect(transcript).toContain(value)
      expect(memory).toContain(value)
      expect(JSON.stringify(runs)).not.toContain(value)
      expect(logged).not.toContain(value)
    }
  })

  it('[A16 A27] are hidden in a document, in what it is asked about later, and told to the one who sent it', async () => {
    const looks: Script = ({ options, results, said }, nth) => {
      if (nth === 1) return 'Thank you.'
      // The question about a file is a call of its own, without tools.
      if (!options.tools?.length) return `It names ${/\[iban \d\]/.exec(said)?.[0]}.`
      if (results.length > 0) return JSON.stringify(results[0]!.output)
      return { calls: [{ tool: 'analyze_attachment', input: { question: 'Does it say [iban 1]?' } }] }
    }
    const { maya, says, asks, stage } = await setTalk({ tools: ['analyze_attachment'], disclosure: false }, looks)
    maya.sends({ type: 'document', mime: 'text/plain', filename: 'a.txt', bytes: Buffer.from(`IBAN ${OWN.iban}`) })
    await stage.pass(10_000)
    const [answer] = await says(`What was in it? My IBAN is ${OWN.iban}`)
    expect(answer).toContain(`It names ${OWN.iban}.`)
    expect(asks).toHaveLength(4)
    for (const { options } of asks) expect(JSON.stringify(options.prompt)).not.toContain(OWN.iban)
  })
})

describe("somebody else's data", () => {
  it('[A16 law9] that a tool tells reach neither the model nor the phone, by whatever name they are asked for', async () => {
    const { tool } = booking(() => ({ guests: [HERS, `${HERS.email} ${HERS.phone}`], own: OWN.email }))
    const { says, asks } = await setTalk({ tools: [tool], disclosure: false }, (ask) =>
      ask.results.length === 0
        ? { calls: [{ tool: 'book', input: { ...OWN, email: '[email 1]' } }] }
        : `Yours: [email 1]. Hers: [email 2], [phone 2], [card 2], [iban 2]. ${valuesOf(HERS).join(', ')}`,
    )
    const [reply] = await says(BOOKING)
    expect(reply).toContain(`Yours: ${OWN.email}. Hers: •••, •••, •••, •••.`)
    for (const value of valuesOf(HERS)) {
      expect(reply).not.toContain(value)
      expect(JSON.stringify(asks.at(-1)!.results)).not.toContain(value)
    }
  })

  it('[A16] stay readable where they are none: addresses, orders, tracking numbers, amounts, dates', async () => {
    const STORY = [
      'ORD-22 was delivered 5/14 to 12 Oak St. If that is not your address, tell me the right one and I will trace it.',
      'Yes - ORD-22-R shipped 5/15, tracking #1Z999. Carrier ETA 5/17. Want me to send tracking updates here?',
      'Pro is $49/mo, includes priority support + advanced analytics. Want a 14-day trial link?',
      'Your parcel 1Z999AA10123456784 goes to Calle Mayor 12, 28013 Madrid on 2026-11-23 between 10:00 and 12:30.',
    ]
    const { says, asks } = await setTalk({ disclosure: false }, (_, nth) => STORY[nth - 1]!)
    for (const [index, sentence] of STORY.entries()) {
      expect(await says(sentence)).toEqual([sentence])
      expect(promptOf(asks[index]!).at(-1)).toBe(`user: ${sentence}`)
    }
  })

  it('[A16] are told where the business says them itself, in its prompt, its workspace or guardrails.allow', async () => {
    const system = `Our address is help@acme.example, or call ${HERS.phone}.`
    const guardrails = { allow: ['*@partner.example', HERS.iban] }
    const words = `help@acme.example, ${HERS.phone}, jo@partner.example, ${HERS.iban}, ${HERS.email}`
    const { says } = await setTalk({ system, guardrails, disclosure: false }, () => words)
    expect(await says('How do I reach you?')).toEqual([words.replace(HERS.email, '•••')])
  })
})

describe('a message that is too long', () => {
  const LONG = `Begin ${'word '.repeat(500)}${OWN.card} the very end`

  it('[A16] is cut for the model, with a note, now and in what was said before; the transcript keeps all', async () => {
    const { says, asks, stage } = await setTalk({ disclosure: false })
    await says(LONG)
    await says('And?')
    const [now, before] = [promptOf(asks[0]!)[0]!, promptOf(asks[1]!)[0]!]
    for (const prompt of [now, before]) {
      expect(prompt).toMatch(/^user: Begin word /)
      expect(prompt).not.toContain('the very end')
      expect(prompt).toMatch(/\[The message was cut here: .*\]$/)
      expect(prompt.length).toBeLessThan(2_200)
    }
    const id = await stage.conversationOf(MAYA)
    const turn = await stage.platform.store.loadTurn({ business: 'acme', id }, 10)
    expect(turn?.history.map(({ text }) => text)).toContain(LONG)
  })

  it('[A16] is never cut inside of a number, which would be none any more', async () => {
    const guardrails = { input: { max_length: { max_chars: 60 } } }
    const { says, asks } = await setTalk({ guardrails, disclosure: false })
    for (let before = 30; before < 60; before += 3) await says(`${'x'.repeat(before)} ${OWN.card} and so on and so on`)
    const prompts = asks.map((ask) => promptOf(ask).at(-1)!)
    expect(prompts).toHaveLength(10)
    for (const prompt of prompts) expect(prompt.replace(/\[The message.*$/s, '')).not.toMatch(/\d{4}|\[car(?!d 1\])/)
  })
})

describe('the guard', () => {
  it('[A16] of a program takes the place of ours: before the model, for tools, before the customer', async () => {
    const { tool, given } = booking()
    const guard = () => ({
      input: (text: string) => text.replaceAll('Maya', '[name 1]'),
      cut: (text: string) => text,
      reveal: <Value>(value: Value): Value => JSON.parse(JSON.stringify(value).replaceAll('[name 1]', 'Maya')),
      hide: <Value>(value: Value): Value => value,
      output: (text: string) => text.replaceAll('[name 1]', 'Maya').replaceAll('secret', '***'),
    })
    const { says, asks } = await setTalk(
      { tools: [tool], disclosure: false },
      ({ results, said }) =>
        results.length > 0 ? `secret: ${said}` : { calls: [{ tool: 'book', input: { ...OWN, email: '[name 1]' } }] },
      { settings: { guard } },
    )
    expect(await says(`I am Maya, ${OWN.email}`)).toEqual([`***: I am Maya, ${OWN.email}`])
    expect(promptOf(asks[0]!)).toEqual([`user: I am [name 1], ${OWN.email}`])
    expect(given[0]!.input.email).toBe('Maya')
  })

  it('[A16] switched off in both directions changes nothing on the way', async () => {
    const guardrails = { input: { pii_detection: 'off', max_length: 'off' }, output: { pii_detection: 'off' } }
    const { tool, given } = booking(() => HERS)
    const { says, asks } = await setTalk({ tools: [tool], guardrails, disclosure: false }, ({ results, said }) =>
      results.length > 0 ? `${said} ${HERS.email}` : { calls: [{ tool: 'book', input: OWN }] },
    )
    expect(await says(BOOKING)).toEqual([`${BOOKING} ${HERS.email}`])
    expect(promptOf(asks[0]!)).toEqual([`user: ${BOOKING}`])
    expect(asks[1]!.results[0]!.output).toEqual(HERS)
    expect(given[0]!.input).toEqual(OWN)
  })
})
