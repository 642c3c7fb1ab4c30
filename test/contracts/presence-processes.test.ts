import { afterEach, describe, expect, it } from 'vitest'
import { createPresence, type Presence } from '../../src/flows/presence.ts'
import { createTemplateChanges } from '../../src/flows/template-changes.ts'
import type { World } from '../../src/flows/world.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createLog } from '../../src/ports/log.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { SUPPORT } from '../settings.ts'
import { newDatabase, postgresAt, until } from './places.ts'
import { Scene } from './scene.ts'

const open: Database[] = []
afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

describe('who is where, in several processes on one PostgreSQL', () => {
  it('[D23 H23 O14] is heard in all of them, of their own business only, and "typing" is shown once for all', async () => {
    const url = await newDatabase()
    let typed = 0
    const process = async (business: string) => {
      const database = await postgresAt(url)
      open.push(database)
      await migrate(database)
      const scene = new Scene(database)
      const told: string[] = []
      const asked: string[] = []
      const lines = { all: [{ ...SUPPORT, business }] } as unknown as World['lines']
      const board = createPresence({
        clock: systemClock,
        log: createLog('silent'),
        lines,
        whatsapp: { markRead: async () => void typed++ } as unknown as World['whatsapp'],
        policy: { typing: true } as World['policy'],
        store: {
          ...scene.store,
          lastWritten(key) {
            asked.push(key.id)
            return scene.store.lastWritten(key)
          },
        },
        business,
      })
      const tell = ({ others }: Presence) => void told.push(others.map(({ name, doing }) => `${name} ${doing}`).join())
      board.follow({ person: 'watcher', wants: () => true, tell })
      const templates = createTemplateChanges({ store: scene.store, lines })
      const changed: true[] = []
      templates.follow(() => void changed.push(true))
      return { scene, board, told, asked, templates, changed }
    }
    const [here, there, elsewhere] = [await process('acme'), await process('acme'), await process('other')]
    const now = Date.now()
    const ann = { id: 'ann', name: 'Ann' }
    const taken = async (from: string, receivedAt: number) => {
      const { conversation } = await here.scene.says({ from, receivedAt })
      const pass = {
        by: ann,
        source: 'api',
        epoch: undefined,
        step: { kind: 'claim', by: ann, over: false },
        now,
      } as const
      await here.scene.store.passBaton({ ...pass, conversation: { business: 'acme', id: conversation } })
      return conversation
    }
    // The window of one of them is closed: nothing is shown there.
    const old = await taken('15550002222', now - 24 * 60 * 60_000)
    const conversation = await taken('15550001111', now)
    here.board.tell({ conversation: old, line: 'support', by: ann, doing: 'writing' })
    await until(() => there.told.length === 1)
    here.board.tell({ conversation: old, line: 'support', by: ann, doing: 'left' })
    await until(() => there.told.length === 2)
    for (const { told } of [here, there]) told.length = 0
    const sign = { conversation, line: 'support', by: ann }
    here.board.tell({ ...sign, doing: 'writing' })
    await until(() => there.told.length === 1 && typed === 1)
    // What follows on the one way comes after what was mentioned before it.
    here.board.tell({ ...sign, doing: 'viewing' })
    await until(() => there.told.length === 2)
    there.board.tell({ ...sign, doing: 'writing' })
    there.board.tell({ ...sign, by: { id: 'bo', name: 'Bo' }, doing: 'noting' })
    await until(() => here.told.length === 4)
    here.board.tell({ ...sign, doing: 'left' })
    await until(() => there.told.at(-1) === 'Bo noting')
    const all = ['Ann writing', 'Ann viewing', 'Ann writing', 'Ann writing,Bo noting', 'Bo noting']
    expect([here.told, there.told, elsewhere.told]).toEqual([all, all, []])
    expect([typed, here.asked, there.asked]).toEqual([1, [old, conversation], []])
    expect(there.board.seenBy('bo', conversation).others).toEqual([])
    // That templates are others than before goes the same way.
    here.templates.tell('acme')
    await until(() => there.changed.length === 1)
    expect([here.changed.length, elsewhere.changed.length]).toEqual([1, 0])
    for (const { board } of [here, there, elsewhere]) board.close()
  })
})
