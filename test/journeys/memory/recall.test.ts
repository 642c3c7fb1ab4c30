import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import { SALES, SUPPORT } from '../../settings.ts'
import { calling, MAYA, promptOf, setTalk } from '../agents/talk.ts'

const DAY_MS = 24 * 3_600_000
const plain = {}

/** What the memory put into the prompt of the last turn. */
const told = (talk: Awaited<ReturnType<typeof setTalk>>) => talk.asks.at(-1)!.instructions

describe('what an agent is told before a turn', () => {
  it('[A10 M9 M13 H11 law11] what a teammate has promised on another line, as a person’s words', async () => {
    const talk = await setTalk(plain)
    await talk.says('My parcel ORD-22 never arrived')
    await talk.stage.takeOver()
    await talk.stage.teammateSays(MAYA, 'I am reissuing ORD-22-R today.')
    await talk.stage.pass(10_000)
    talk.stage.phone(MAYA, 'sales').says('What about ORD-22?')
    await talk.stage.pass(10_000)
    expect(told(talk)).toMatch(/\[\d{4}-\d\d-\d\d, Human agent on support\] I am reissuing ORD-22-R today\./)
  })

  it('[A23 M13] what is long out of the window comes back when it is asked about, and what stands there anyway is not said twice', async () => {
    const talk = await setTalk(plain)
    await talk.says('The code of my door is 4711')
    await talk.stage.pass(2 * DAY_MS)
    await talk.says('Which code has my door?')
    expect(promptOf(talk.asks.at(-1)!).join()).not.toContain('4711')
    expect(told(talk)).toContain('4711')
    await talk.says('And the code again?')
    expect(told(talk)).not.toContain('Which code has my door?')
  })

  it('[A25] a note for its line, whatever the customer asks there', async () => {
    const note = { text: 'Maya wants an invoice for March.', for_line: 'sales' }
    const talk = await setTalk({ tools: [{ name: 'memory_store' }] }, (ask) =>
      ask.said.includes('invoice') ? calling('memory_store', note, 'Noted.')(ask, 0) : 'Hello!',
    )
    await talk.says('I need an invoice for March')
    talk.stage.phone(MAYA, 'sales').says('Good morning')
    await talk.stage.pass(10_000)
    expect(told(talk)).toMatch(
      /Notes that colleagues on other numbers have left for you[^\n]*\n<data>\n[^\n]*Maya wants an invoice/,
    )
  })

  it('[A25 A9] a note goes to a number of the business or nowhere', async () => {
    const note = { text: 'x', for_line: '15550002222' }
    const talk = await setTalk({ tools: [{ name: 'memory_store' }] }, calling('memory_store', note, 'Noted.'))
    await talk.says('Hello')
    expect(JSON.stringify(talk.asks.at(-1)!.results)).toContain('there is no number called 15550002222')
  })

  it('[M19] nothing that was said on a line that shares nothing, and the trace says how much was kept back', async () => {
    const settings = { lines: [SUPPORT, { ...SALES, memory: { share: 'none' as const } }] }
    const talk = await setTalk(plain, () => 'Hello!', { settings })
    talk.stage.phone(MAYA, 'sales').says('The canary sings at noon')
    await talk.stage.pass(2 * 60_000)
    await talk.says('When does the canary sing?')
    expect(told(talk)).not.toContain('at noon')
    const { store } = talk.stage.platform
    const [run] = await store.runsOf({ business: 'acme', id: await talk.stage.conversationOf(MAYA) })
    expect(run!.trace.memory.withheld).toBeGreaterThan(0)
    talk.stage.phone(MAYA, 'sales').says('When does the canary sing?')
    await talk.stage.pass(10_000)
    expect(promptOf(talk.asks.at(-1)!).join()).toContain('at noon')
  })

  it('[A29] that its business says nothing of it, where there are documents and none speaks of what was asked', async () => {
    const talk = await setTalk(plain)
    await talk.says('Do you sell umbrellas?')
    expect(told(talk)).not.toContain('document')
    await talk.stage.platform.memory.create({ document: 'We ship to Spain and Portugal.', title: 'Shipping' })
    await talk.says('Do you sell umbrellas?')
    expect(told(talk)).toContain('No document of the business speaks of what was asked.')
    await talk.says('Do you ship to Portugal?')
    expect(told(talk)).toContain('We ship to Spain and Portugal.')
    expect(told(talk)).toContain('Shipping')
  })

  it('[I12] which language the customer writes, on whatever line: sentences of the platform are in it', async () => {
    const talk = await setTalk(plain, () => '¡Hola!', { settings: { texts: { help: PHRASES.help } } })
    await talk.says('Hola, ¿dónde está mi pedido? Lo espero desde el lunes')
    await talk.stage.pass(2 * 60_000)
    const sales = talk.stage.phone(MAYA, 'sales')
    sales.says('/help')
    await talk.stage.pass(10_000)
    expect(sales.bubbles.at(-1)!.text.slice(0, 20)).toBe(PHRASES.help.es.slice(0, 20))
    sales.says('Pro')
    await talk.stage.pass(10_000)
    expect(told(talk)).toContain('They have written Spanish before.')
  })

  it('[I12] in the same language whoever has not written there yet is greeted and told that an AI answers', async () => {
    const texts = { disclosure: PHRASES.disclosure }
    const definition = { ...plain, disclosure: true, displayName: 'Ada' }
    const talk = await setTalk(definition, () => '👍', { settings: { texts } })
    await talk.says('Hola, ¿dónde está mi pedido? Lo espero desde el lunes')
    await talk.stage.pass(2 * 60_000)
    const sales = talk.stage.phone(MAYA, 'sales')
    sales.says('Pro')
    await talk.stage.pass(10_000)
    expect(sales.bubbles.at(-1)!.text).toContain('Soy Ada, el asistente de IA de Sales.')
  })

  it('[I12 A14] and greeted by the workspace in it, on whatever line they begin anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wabaton-greeting-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'greeting.md'), 'Welcome back!')
    writeFileSync(join(folder, 'greeting.es.md'), '¡Hola de nuevo!')
    const talk = await setTalk({ ...plain, workspace: folder }, () => '¡Hola!')
    await talk.says('Hola, ¿dónde está mi pedido? Lo espero desde el lunes')
    await talk.stage.pass(2 * 60_000)
    const sales = talk.stage.phone(MAYA, 'sales')
    sales.says('/reset')
    await talk.stage.pass(10_000)
    expect(sales.bubbles.at(-1)!.text).toBe('¡Hola de nuevo!')
    const other = talk.stage.phone('15550002222', 'sales')
    other.says('/reset')
    await talk.stage.pass(10_000)
    expect(other.bubbles.at(-1)!.text).toBe('Welcome back!')
  })

  it('[M15] a memory that fails costs no reply', async () => {
    const broken = () => Promise.reject(new Error('the disk of the index is full'))
    const ports = { wrapStore: <Store extends object>(store: Store) => ({ ...store, stateOf: broken, facts: broken }) }
    const talk = await setTalk(plain, () => 'Hello!', { ports })
    expect(await talk.says('Where is my order?')).toHaveLength(1)
    const { store } = talk.stage.platform
    const [run] = await store.runsOf({ business: 'acme', id: await talk.stage.conversationOf(MAYA) })
    expect(run!.trace.notes).toContainEqual(expect.stringContaining('memory could not be asked'))
  })
})
