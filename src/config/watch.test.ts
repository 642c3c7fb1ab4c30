import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { until } from '../../test/faults/until.ts'
import { watchConfiguration } from './watch.ts'

let folder: string
let watching: { close(): void }
let changes: number
let workspaces: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-watch-'))
  changes = 0
  workspaces = []
})
afterEach(() => {
  watching.close()
  rmSync(folder, { recursive: true })
})

const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const start = (file?: string) => {
  watching = watchConfiguration({ folder, file, workspaces: () => workspaces }, () => changes++)
}
const told = (times: number) =>
  until(
    () => changes >= times,
    () => `${changes} changes were told, not ${times}`,
  )

it('[C11] a change of any file of the configuration is told, also in folders that come later', async () => {
  workspaces = [join(folder, 'workspace/shop')]
  write('config.yaml', 'a: 1')
  start()
  const edits = [
    'config.yaml',
    '.env',
    'wabaton.config.ts',
    'config/channels.yaml',
    'config/agents/shop.agent.yaml',
    'workspace/shop/facts.md',
  ]
  let times = 0
  for (const name of edits) {
    write(name, `edited: ${name}`)
    await told(++times)
  }
  expect(changes).toBe(edits.length)
  rmSync(join(folder, 'config.yaml'))
  await told(++times)
})

it('[C11] a file that takes the place of another is a change; whatever else lies there is none', async () => {
  write('settings.yaml', 'a: 1')
  write('notes.txt', 'x')
  start('settings.yaml')
  write('notes.txt', 'y')
  write('config.yaml', 'not the named one')
  write('settings.new', 'a: 2')
  renameSync(join(folder, 'settings.new'), join(folder, 'settings.yaml'))
  await told(1)
  write('settings.yaml', 'a: 33')
  await told(2)
  expect(changes).toBe(2)
})

it('[C11] a folder that was taken away and came back is watched again', async () => {
  write('config/agents/shop.agent.yaml', 'a: 1')
  start()
  rmSync(join(folder, 'config'), { recursive: true })
  await told(1)
  mkdirSync(join(folder, 'config/agents'), { recursive: true })
  write('config/agents/shop.agent.yaml', 'a: 22')
  await told(2)
  write('config/agents/shop.agent.yaml', 'a: 333')
  await told(3)
})
