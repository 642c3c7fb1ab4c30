import type { MachineToken } from '../flows/store.ts'
import { personName } from '../http/people-schema.ts'
import { ago, inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'
import { type Given, linesOf, roleOf, scopeInWords } from './teammate.ts'

const DAY_MS = 24 * 60 * 60_000
const USUAL_DAYS = 90

/** `wabaton token`: by what programs ask. */
export function token(
  { act = 'list', name, ...given }: Given & { act?: string; name?: string; days?: string },
  surroundings: Surroundings,
): Promise<number> {
  if (act === 'list') return listTokens(given, surroundings)
  if (act === 'create' && name !== undefined) return createToken({ ...given, name }, surroundings)
  if (act === 'revoke' && name !== undefined) return revokeToken({ ...given, id: name }, surroundings)
  throw new Misunderstood('Say list, create and a name, or revoke and an id: wabaton token create <name>')
}

async function listTokens(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const all = await inquire(settings, 'tokens', { business: settings.business })
  if (all.length === 0) surroundings.print('There is no token: `wabaton token create <name>`.')
  for (const token of all) {
    const { id, name, role, lines, createdBy, lastUsedAt } = token
    const used = lastUsedAt === undefined ? 'never used' : `used ${ago(lastUsedAt)} ago`
    surroundings.print(`${id}  ${name}: ${role}, ${scopeInWords(lines)}, ${stateOf(token)}, ${used}, by ${createdBy}`)
  }
  return 0
}

function stateOf({ revokedAt, expiresAt }: MachineToken): string {
  if (revokedAt !== undefined) return 'revoked'
  if (expiresAt === undefined) return 'good for ever'
  const day = new Date(expiresAt).toISOString().slice(0, 10)
  return expiresAt > Date.now() ? `good until ${day}` : `ran out on ${day}`
}

/** The secret is printed alone, so that it can be piped on. */
async function createToken(
  { name, role, lines, days, ...which }: Given & { name: string; days?: string },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const called = personName.safeParse(name)
  if (!called.success) throw new Misunderstood(`The name ${called.error.issues[0]!.message}.`)
  const done = await inquire(settings, 'createToken', {
    business: settings.business,
    name: called.data,
    role: roleOf(role, 'member'),
    lines: linesOf(lines, settings),
    expiresAt: expiryOf(days),
  })
  if (done.kind !== 'done') throw new Misunderstood('An owner works on all lines: leave --lines out.')
  surroundings.print(done.secret)
  return 0
}

function expiryOf(days: string | undefined): number | undefined {
  if (days === 'never') return undefined
  const number = Number(days ?? USUAL_DAYS)
  if (!Number.isInteger(number) || number < 1 || number > 3650)
    throw new Misunderstood('--days is a whole number from 1 to 3650, or never.')
  return Date.now() + number * DAY_MS
}

async function revokeToken({ id, ...which }: WhichStore & { id: string }, surroundings: Surroundings): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const done = await inquire(settings, 'revokeToken', { business: settings.business, id })
  const isDone = done.kind === 'done'
  surroundings.print(isDone ? 'It opens no door any more.' : 'There is no such token. `wabaton token list` lists them.')
  return isDone ? 0 : 1
}
