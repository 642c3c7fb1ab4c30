import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Child, CREDENTIALS, startChild, WABATON } from './child.ts'

let folder: string
let child: Child
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-serve-'))
})
afterEach(async () => {
  child.process.kill('SIGTERM') // not SIGKILL: with --reload a child of its own would stay behind
  await child.ends()
  rmSync(folder, { recursive: true, force: true })
})

const serve = (...options: string[]) => startChild([WABATON, 'serve', ...options], { folder, env: CREDENTIALS })
const agent = (name: string) =>
  writeFileSync(join(folder, 'wabaton.config.ts'), `export default { name: '${name}', agent: () => 'Hello' }`)
const addressOf = (printed: string) => /answers on (http:\S+)/.exec(printed)![1]!

describe('wabaton serve', () => {
  it('[C4 I5] listens on the port it is given, with the four variables and nothing else', async () => {
    child = serve('--host', '127.0.0.1', '--port', '0')
    await child.prints(/warning {2}No agent is configured: the scripted demo answers customers/)
    const health = await fetch(`${addressOf(child.printed)}/health`)
    expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ ok: true })])
    child.process.kill('SIGTERM')
    expect(await child.ends()).toBe(0)
  })

  it('[C4] --reload starts again when the configuration changes, waits while it is broken, and stops at once', async () => {
    agent('First')
    child = serve('--port', '0', '--host', '127.0.0.1', '--reload')
    await child.prints(/health {3}http/)
    writeFileSync(join(folder, 'wabaton.config.ts'), 'export default { agnet: 1 }')
    await child.prints(/Did you mean/)
    agent('Second')
    await child.prints(/health {3}http/, 2)
    const { interfaces } = (await (await fetch(`${child.printed.match(/http:\S+\/health/g)!.at(-1)!}`)).json()) as {
      interfaces: { whatsapp: { displayName: string }[] }
    }
    expect(interfaces.whatsapp[0]!.displayName).toBe('Second')
    child.process.kill('SIGTERM')
    expect(await child.ends()).toBe(0)
  })
})
