import { withEnvFile } from '../config/environment.ts'
import { loadSettings } from '../config/load-settings.ts'
import type { Settings } from '../config/settings.ts'
import type { WorkKind } from '../flows/store.ts'
import { systemClock } from '../ports/clock.ts'
import { createIds } from '../ports/ids.ts'
import { createPhoneHash } from '../ports/phone-hash.ts'
import { ask, askRunningServer, type Desk } from './desk-socket.ts'
import { loadSimulatorSettings } from './simulator-settings.ts'
import type { Surroundings } from './surroundings.ts'

type Answer<Name extends keyof Desk> = Awaited<ReturnType<Desk[Name]>>

/** Asks the server that has the store open; without one, or on PostgreSQL, opens the store for the moment. */
export async function inquire<Name extends keyof Desk>(
  settings: Settings,
  question: Name,
  given: object = {},
): Promise<Answer<Name>> {
  if (settings.store.kind === 'embedded') {
    const answer = await askRunningServer(settings.store.folder, question, given)
    if (answer !== undefined) return answer
  }
  const { openDatabase, prepareStore } = await import('../storage.ts')
  const { openStore } = await import('../store/open.ts')
  const database = await openDatabase(settings, systemClock)
  try {
    await prepareStore(database, settings)
    const store = openStore(database, {
      ids: createIds(systemClock),
      clock: systemClock,
      hash: createPhoneHash(settings.identity),
    })
    return (await ask(store, question, given, systemClock.now())) as Answer<Name>
  } finally {
    await database.close()
  }
}

/** Which store is meant. */
export interface WhichStore {
  readonly config?: string
  /** That of `wabaton simulate` rather than that of `wabaton serve`. */
  readonly simulator?: boolean
}

export async function settingsOf({ config, simulator }: WhichStore, surroundings: Surroundings): Promise<Settings> {
  if (simulator) return (await loadSimulatorSettings({ config }, surroundings)).settings
  const { env, folder } = surroundings
  return (await loadSettings({ env: withEnvFile(folder, env), folder, file: config })).settings
}

export const ago = (at: number) => {
  const minutes = Math.round((Date.now() - at) / 60_000)
  return minutes < 60
    ? `${minutes} min`
    : minutes < 48 * 60
      ? `${Math.round(minutes / 60)} h`
      : `${Math.round(minutes / 1440)} days`
}

/** `wabaton handoffs`: the conversations that people own. */
export async function handoffs(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const open = await inquire(await settingsOf(which, surroundings), 'handoffs')
  if (open.length === 0) surroundings.print('Nobody is waiting for a person.')
  for (const { id, conversation, line, reason, summary, openedAt } of open) {
    surroundings.print(`${id}  ${line}  ${reason}, ${ago(openedAt)}: ${summary}`)
    surroundings.print(`  conversation ${conversation}`)
  }
  return 0
}

/** `wabaton letters`: work that failed for good. */
export async function letters(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const dead = await inquire(await settingsOf(which, surroundings), 'deadLetters')
  if (dead.length === 0) surroundings.print('No dead letters: nothing has failed for good.')
  for (const { kind, key, attempts, error, diedAt } of dead)
    surroundings.print(`${kind} ${key}  ${attempts} attempts, ${ago(diedAt)}: ${error}`)
  return 0
}

/** `wabaton replay <kind> <key>`: tries a dead letter again. */
export async function replay(
  { kind, key, ...which }: WhichStore & { kind: string; key: string },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const done = await inquire(settings, 'replay', { business: settings.business, kind: kind as WorkKind, key })
  surroundings.print(done ? 'It is tried again now.' : 'There is no such dead letter. `wabaton letters` lists them.')
  return done ? 0 : 1
}

/** `wabaton unconfirmed`: replies of which nobody knows whether they arrived. */
export async function unconfirmed(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const open = await inquire(await settingsOf(which, surroundings), 'unconfirmed')
  if (open.length === 0) surroundings.print('Every reply is settled: none is unconfirmed.')
  for (const { id, line, author, text, reason, since } of open)
    surroundings.print(`${id}  ${line}  ${author}, ${ago(since)}: ${excerpt(text)} (${reason})`)
  return 0
}

/** `wabaton send-again <delivery>` and `wabaton leave <delivery>`: a person settles what no status settled. */
export async function settle(
  { delivery, choice, ...which }: WhichStore & { delivery: string; choice: 'send-again' | 'leave' },
  surroundings: Surroundings,
): Promise<number> {
  const done = await inquire(await settingsOf(which, surroundings), 'settleUnconfirmed', { delivery, choice })
  const settled = choice === 'leave' ? 'It is left as it is.' : 'It is sent again.'
  surroundings.print(
    done ? settled : 'There is no unconfirmed reply with this id (any more). `wabaton unconfirmed` lists them.',
  )
  return done ? 0 : 1
}

/** `wabaton lines`: which lines there are, and which of them Meta does not let send. */
export async function lines(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const paused = await inquire(settings, 'pausedLines')
  for (const { name, displayName, phoneNumberId } of settings.lines) {
    const pause = paused.find(({ line }) => line === name)
    const state = pause ? `paused for ${ago(pause.since)}: ${pause.reason}` : 'sends'
    surroundings.print(`${name}  ${displayName} (${phoneNumberId})  ${state}`)
  }
  return 0
}

/** `wabaton resume <line>`: what was wrong at Meta is mended; what waited is sent. */
export async function resume(
  { line, ...which }: WhichStore & { line: string },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const done = await inquire(settings, 'resumeLine', { business: settings.business, line })
  surroundings.print(done ? `${line} sends again.` : `${line} is not paused. \`wabaton lines\` tells which lines are.`)
  return done ? 0 : 1
}

const excerpt = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text).replaceAll('\n', ' ')
