import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { ConfigError } from './faults.ts'
import { type LoadSettings, loadSettings } from './load-settings.ts'

/** What a real number and a model need, with values that open nothing. */
export const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  OPENAI_API_KEY: 'sk-test',
}

/** A folder of a project for each test, to write its files into and to start from. */
export function inProject() {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wabaton-agents-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const write = (name: string, content: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const load = (more: Partial<LoadSettings> = {}) => loadSettings({ env: ENV, folder, ...more })
  return {
    write,
    load,
    writeAgent: (name: string, spec: string, metadata = `{name: ${name}}`) =>
      write(
        `config/agents/${name}.agent.yaml`,
        `apiVersion: wabaton/v1\nkind: Agent\nmetadata: ${metadata}\nspec:\n${spec.replaceAll(/^/gm, '  ')}\n`,
      ),
    refused: (more: Partial<LoadSettings> = {}) =>
      load(more).then(
        () => expect.fail('started'),
        (error: unknown) => (error instanceof ConfigError ? error : expect.fail(String(error))),
      ),
    remove: (name: string) => rmSync(join(folder, name), { recursive: true }),
    at: (name: string) => join(folder, name),
  }
}
