import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import { freePort } from '../faults/child-server.ts'
import { until } from '../faults/until.ts'
import { type Command, leftBehind, wabaton } from './command.ts'
import { inOneProcess } from './one-process.ts'

let folder: string
let port: number
let started: Command[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-running-'))
  port = await freePort()
  started = []
})
afterEach(async () => {
  for (const command of started) if (command.code === undefined) command.signal('SIGKILL')
  await Promise.all(started.map((command) => command.ends()))
  rmSync(folder, { recursive: true, force: true })
})

const COMPLETE = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG-secret-token',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
}
const at = (path: string) => `http://127.0.0.1:${port}${path}`

/** Starts it and waits until it says that it answers. */
async function start(args: readonly string[], env: Record<string, string> = {}): Promise<Command> {
  const command = wabaton([...args, '--port', String(port)], { folder, env })
  started.push(command)
  const explain = () => `${command.output}${command.errors}`
  await until(() => command.code !== undefined || command.output.includes(`/health`), explain)
  if (command.code !== undefined) throw new Error(`it ended with ${command.code}: ${explain()}`)
  return command
}

const serve = () => start(['serve', '--host', '127.0.0.1'], COMPLETE)

async function run(args: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
  const command = wabaton(args, { folder, env: args.includes('--simulator') ? {} : COMPLETE })
  started.push(command)
  const code = await command.ends()
  return { code, output: command.output, errors: command.errors }
}

const runAll = (...all: readonly (readonly string[])[]) =>
  inOneProcess(
    all.map((args) => ({ args, env: args.includes('--simulator') ? {} : COMPLETE })),
    { folder },
  )

/** The desk socket goes, no process stays, and the folder is free for the next. */
async function stopsCleanly(command: Command, signal: NodeJS.Signals) {
  command.signal(signal)
  expect(await command.ends({ within: 10_000 })).toBe(0)
  expect(command.errors).toBe('')
  expect(leftBehind(command)).toBe(false)
}

describe('serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '[D1] ends cleanly on %s, and starts again on the same folder',
    async (signal) => {
      await stopsCleanly(await serve(), signal)
      expect(existsSync(join(folder, '.wabaton', 'data', 'wabaton.sock'))).toBe(false)
      await stopsCleanly(await serve(), signal)
    },
  )

  it('[D1] says where it answers, and who answers there', async () => {
    const command = await serve()
    await until(
      () => command.output.includes('line '),
      () => command.output,
    )
    expect(command.output).toContain(`Wabaton answers on http://127.0.0.1:${port}\n`)
    expect(command.output).toContain(`  webhook  http://127.0.0.1:${port}/whatsapp/webhook\n`)
    expect(command.output).toMatch(/ {2}line {5}main, answered by demo\n/)
    expect(command.output).not.toMatch(/secret-/)
  })

  it('[D1] a second one on the same folder is refused in one sentence', async () => {
    await serve()
    const second = await run(['serve', '--port', String(await freePort())])
    expect(second).toMatchObject({ code: 1, output: '' })
    expect(second.errors).toMatch(
      /^Another Wabaton is already running on the data folder .*\. Stop it, or name another folder in WABATON_DATA\.\n$/,
    )
    expect((await fetch(at('/health'))).status).toBe(200)
  })

  it('[O6] commands work beside it, through its socket, and after it is killed', async () => {
    const command = await serve()
    const asked = [
      ['migrate'],
      ['handoffs'],
      ['letters'],
      ['release', 'nobody'],
      ['replay', 'answer', 'nothing'],
      ['doctor'],
    ]
    const answers = async () => {
      const [migrate, handoffs, letters, release, replay, doctor] = await runAll(...asked)
      return {
        migrate: migrate!.output,
        handoffs: handoffs!.output,
        letters: letters!.output,
        release,
        replay,
        doctor: doctor!.output,
      }
    }
    const expected = {
      handoffs: 'Nobody is waiting for a person.\n',
      letters: 'No dead letters: nothing has failed for good.\n',
      release: { code: 1, output: expect.stringMatching(/^There is no open handoff with this id\. /), errors: '' },
      replay: { code: 1, output: expect.stringMatching(/^There is no such dead letter\. /), errors: '' },
    }
    expect(await answers()).toMatchObject({
      ...expected,
      migrate: 'Nothing to do: a running Wabaton has the store open, and migrated it when it started.\n',
      doctor: expect.stringContaining('open in a running Wabaton'),
    })
    command.signal('SIGKILL')
    await command.ends()
    expect(await answers()).toMatchObject({
      ...expected,
      migrate: expect.stringMatching(/^Nothing to do: the store has schema \d+\.\n$/),
      doctor: expect.stringMatching(/store +embedded, in .*, schema \d/),
    })
  })
})

describe('Ctrl-C while an agent thinks', () => {
  it('[W8 D21] gives the turn back: it is answered after the next start, once', async () => {
    const agent = `export default {
      agent: (turn) => new Promise((answer) => setTimeout(answer, process.env.SLOW ? 60_000 : 0, turn.text)),
    }`
    writeFileSync(join(folder, 'wabaton.config.ts'), agent)
    const clock = createSettableClock()
    const post = httpDelivery({ url: at('/whatsapp/webhook') })
    const simulator = createSimulator({
      clock,
      random: seededRandom(1),
      appSecret: COMPLETE.WHATSAPP_APP_SECRET,
      accessToken: COMPLETE.WHATSAPP_ACCESS_TOKEN,
      lines: [
        { phoneNumberId: COMPLETE.WHATSAPP_PHONE_NUMBER_ID, wabaId: '1', displayPhoneNumber: '+1 555', name: 'x' },
      ],
      deliver: post,
    })
    const meta = await serveSimulator(simulator, { port: 0, clock })
    try {
      const env = { ...COMPLETE, WHATSAPP_GRAPH_URL: `${meta.url}/sim/graph` }
      const slow = await start(['serve', '--host', '127.0.0.1'], { ...env, SLOW: '1' })
      const maya = simulator.customer({ phone: '15550001111' }).on('x')
      maya.says('Are you there?')
      // The phone shows that somebody types: the agent has been asked.
      await until(() => maya.typing, maya.transcript)
      await stopsCleanly(slow, 'SIGINT')
      const quick = await start(['serve', '--host', '127.0.0.1'], env)
      await until(
        () => maya.bubbles.length > 0,
        () => `${maya.transcript()}\n${quick.output}`,
      )
      await stopsCleanly(quick, 'SIGINT')
      expect(maya.bubbles.map(({ text }) => text)).toEqual(['Are you there?'])
    } finally {
      simulator.stop()
      post.close()
      await meta.close()
    }
  })
})

describe('simulate', () => {
  const sim = async (path: string, body?: object): Promise<{ entries: { kind: string; text: string }[] }> => {
    const response = await fetch(
      at(`/sim/api/${path}`),
      body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as { entries: { kind: string; text: string }[] }
  }
  const say = (text: string) => sim('say', { customer: '15550001111', line: '106540352242922', text })
  const bubbles = async () => {
    const { entries } = await sim('thread?customer=15550001111&line=106540352242922')
    return entries.filter(({ kind }) => kind === 'bubble').map(({ text }) => text)
  }

  it('[S1] shows a first answered message without any configuration, and ends cleanly while a phone is open', async () => {
    const command = await start(['simulate'])
    expect(command.output).toContain(`http://127.0.0.1:${port}/sim`)
    expect((await fetch(at('/sim'))).status).toBe(200)
    const watching = await fetch(at('/sim/api/events'))
    await say('Hello')
    await until(
      async () => (await bubbles()).length > 0,
      () => command.output,
    )
    expect(await bubbles()).toHaveLength(1)
    await stopsCleanly(command, 'SIGINT')
    await watching.body?.cancel().catch(() => {})
  })

  it('[S3 H16] has a pretend Slack, where whoever asks for a person shows up', async () => {
    const command = await start(['simulate'])
    expect((await fetch(at('/slack'))).status).toBe(200)
    await say('I want to talk to a person')
    const inSlack = async () => (await fetch(at('/slack/control/state'))).text()
    await until(
      async () => (await inSlack()).includes('Maya asked for a person'),
      () => command.output,
    )
    expect(JSON.parse(await inSlack())).toMatchObject({ sockets: 2, people: [{ realName: 'Omar Haddad' }] })
    await stopsCleanly(command, 'SIGINT')
  })

  it('[S1 I1 O6] uses the lines and agents of the project, and its handoffs are released from another terminal', async () => {
    const config = `export default {
      agents: { one: () => { throw new Error('broken') }, two: () => 'two answers' },
      lines: { 111: { name: 'first', agent: 'one' }, 222: { name: 'second', agent: 'two' } },
      turn: { settle: 0, attempts: 1 },
    }`
    writeFileSync(join(folder, 'wabaton.config.ts'), config)
    const command = await start(['simulate'])
    const texts = async (line: string) =>
      (await sim(`thread?customer=15550001111&line=${line}`)).entries.map(({ text }) => text)
    const explain = () => `${command.output}${command.errors}`
    for (const line of ['111', '222']) await sim('say', { customer: '15550001111', line, text: 'Hello' })
    await until(async () => (await texts('222')).includes('two answers'), explain)
    await until(async () => (await texts('111')).length > 1, explain)
    const { output } = await run(['handoffs', '--simulator'])
    expect(output).toMatch(/^\S+ {2}\S+ {2}agent_failed, .+\n {2}conversation [\w-]{36}\n$/)
    const [handoff] = output.split(' ')
    const conversation = / {2}conversation (\S+)/.exec(output)![1]!
    const asOmar = ['--as', 'Omar', '--simulator']
    const written = await runAll(
      ['reply', conversation, 'Omar here.', ...asOmar],
      ['reply', conversation, 'Dana here.', '--as', 'Dana', '--simulator'],
      ['note', conversation, 'She is right.', ...asOmar],
    )
    expect(written).toMatchObject([{ code: 0 }, { code: 1 }, { code: 0 }])
    await until(async () => (await texts('111')).includes('Omar here.'), explain)
    const seen = await runAll(
      ['thread', conversation, '--simulator'],
      ['conversations', '--view', 'mine', ...asOmar],
      ['release', '--simulator', handoff!],
      ['handoffs', '--simulator'],
    )
    expect(seen).toMatchObject([
      { output: expect.stringMatching(/Omar: Omar here\. \[.*\(note\) Omar: She/s) },
      { output: expect.stringContaining('with Omar') },
      { code: 0 },
      { output: 'Nobody is waiting for a person.\n' },
    ])
  })
})
