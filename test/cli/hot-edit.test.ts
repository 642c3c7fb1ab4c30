import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
import { type Child, CREDENTIALS, startChild, WABATON } from './child.ts'

let folder: string
let child: Child
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-edit-'))
})
afterEach(async () => {
  child.process.kill('SIGTERM')
  await child.ends()
  rmSync(folder, { recursive: true, force: true })
})

const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const says = (text: string, more = '') =>
  write('wabaton.config.ts', `export default { agent: () => '${text}', turn: { settle: 0 }, ${more} }`)
const serve = async (env: Record<string, string>, ...options: string[]) => {
  child = startChild([WABATON, 'serve', '--host', '127.0.0.1', ...options], { folder, env })
  await child.prints(/health {3}http/)
}
const displayNames = async (port: number) => {
  const health = await (await fetch(`http://127.0.0.1:${port}/health`)).json()
  const { interfaces } = health as { interfaces: { whatsapp: { displayName: string }[] } }
  return interfaces.whatsapp.map(({ displayName }) => displayName)
}

describe('wabaton serve, while its configuration is edited', () => {
  it('[C11] goes on with what was edited, keeps what worked while it is broken, and says what has to wait', async () => {
    const port = await freePort()
    says('Hello', `name: 'First'`)
    await serve(CREDENTIALS, '--port', String(port))

    says('Hello', `name: 'Second', business: 'other'`)
    await child.prints(/The configuration has changed and is in force\./)
    await child.prints(/^ {2}business takes effect at the next start/m)
    expect(await displayNames(port)).toEqual(['Second'])

    write('config/agents/vip.agent.yaml', 'apiVersion: wabaton/v1\nkind: Agnt\nspec: {modle: gpt-4o}')
    await child.prints(/The changed configuration is not used, and the one before goes on\./)
    await child.prints(/^2 things need attention/m)
    expect(child.printed).toContain('1. config/agents/vip.agent.yaml: kind is not an agent')
    expect(child.printed).toContain('Did you mean model?')
    expect(await displayNames(port)).toEqual(['Second'])

    rmSync(join(folder, 'config'), { recursive: true })
    says('Hello', `name: 'Third'`)
    await child.prints(/is in force/, 2)
    expect(await displayNames(port)).toEqual(['Third'])
  })

  it('[C11] reads everything again on SIGHUP', async () => {
    const port = await freePort()
    says('Hello')
    await serve(CREDENTIALS, '--port', String(port))
    child.process.kill('SIGHUP')
    await child.prints(/is in force/)
    child.process.kill('SIGHUP')
    await child.prints(/is in force/, 2)
    expect(await displayNames(port)).toEqual(['WhatsApp'])
  })

  it('[C11] a token that is rotated in .env and another agent answer the next message, without a restart', async () => {
    const port = await freePort()
    const clock = createSettableClock()
    const post = httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` })
    const simulator = createSimulator({
      clock,
      random: seededRandom(1),
      appSecret: CREDENTIALS.WHATSAPP_APP_SECRET,
      accessToken: 'rotated-token',
      lines: [
        { phoneNumberId: CREDENTIALS.WHATSAPP_PHONE_NUMBER_ID, wabaId: '1', displayPhoneNumber: '+1 555', name: 'x' },
      ],
      deliver: post,
    })
    const meta = await serveSimulator(simulator, { port: 0, clock })
    try {
      const { WHATSAPP_ACCESS_TOKEN: _, ...env } = CREDENTIALS
      write('.env', 'WHATSAPP_ACCESS_TOKEN=expired-token\nGREETING=before\n')
      write('wabaton.config.ts', 'export default { agent: () => process.env.GREETING, turn: { settle: 0 } }')
      await serve({ ...env, WHATSAPP_GRAPH_URL: `${meta.url}/sim/graph` }, '--port', String(port))
      write('.env', 'WHATSAPP_ACCESS_TOKEN=rotated-token\nGREETING=after\n')
      await child.prints(/is in force/)
      const maya = simulator.customer({ phone: '15550001111' }).on('x')
      maya.says('Hello?')
      await until(
        () => maya.bubbles.length > 0,
        () => `${maya.transcript()}\n${child.printed}`,
      )
      expect(maya.bubbles.map(({ text }) => text)).toEqual(['after'])
    } finally {
      simulator.stop()
      post.close()
      await meta.close()
    }
  })
})
