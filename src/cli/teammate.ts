import type { Settings } from '../config/settings.ts'
import { isAtLeast, type LineScope, ROLES, type Role } from '../domain/access.ts'
import type { Refused } from '../flows/store.ts'
import { email as emailAddress } from '../http/people-schema.ts'
import { ago, inquire, settingsOf, type WhichStore } from './desk-commands.ts'
import { Misunderstood } from './misunderstood.ts'
import { reachedAt } from './set-up-lines.ts'
import type { Surroundings } from './surroundings.ts'

export interface Given extends WhichStore {
  /** Who they are in Slack. */
  readonly slack?: string
  readonly role?: string
  readonly lines?: string
}

export function roleOf(written: string | undefined, otherwise: Role): Role {
  if (written === undefined) return otherwise
  const role = ROLES.find((one) => one === written)
  if (!role) throw new Misunderstood(`There is no role ${written}. There are: ${ROLES.join(', ')}.`)
  return role
}

export function linesOf(written: string | undefined, { lines }: Pick<Settings, 'lines'>): LineScope {
  if (written === undefined || written === 'all') return 'all'
  const names = written.split(',').map((name) => name.trim())
  const unknown = names.find((name) => lines.every((line) => line.name !== name))
  if (unknown !== undefined)
    throw new Misunderstood(
      `There is no line named ${unknown}. There are: ${lines.map(({ name }) => name).join(', ')}.`,
    )
  return names
}

export const scopeInWords = (lines: LineScope): string => (lines === 'all' ? 'all lines' : lines.join(', '))
const day = (at: number) => new Date(at).toISOString().slice(0, 10)

const ACTS = {
  add: addTeammate,
  reset: resetTeammate,
  remove: removeTeammate,
  away: (given: AboutOne, surroundings: Surroundings) => setAway(given, true, surroundings),
  link: linkTeammate,
  back: (given: AboutOne, surroundings: Surroundings) => setAway(given, false, surroundings),
}

type AboutOne = WhichStore & { readonly email: string; readonly slack?: string | undefined }

/** `wabaton teammate`: who may sign in. */
export function teammate(
  { act = 'list', email, ...given }: Given & { act?: string; email?: string },
  surroundings: Surroundings,
): Promise<number> {
  if (act === 'list') return listTeammates(given, surroundings)
  const acting = Object.hasOwn(ACTS, act) ? ACTS[act as keyof typeof ACTS] : undefined
  if (!acting || email === undefined)
    throw new Misunderstood(
      'Say list, or add, away, back, link, reset or remove and an e-mail address: wabaton teammate add <email>',
    )
  return acting({ ...given, email }, surroundings)
}

async function listTeammates(which: WhichStore, surroundings: Surroundings): Promise<number> {
  const { print } = surroundings
  const settings = await settingsOf(which, surroundings)
  const { business } = settings
  const there = await inquire(settings, 'teammates', { business })
  const invited = await inquire(settings, 'invitations', { business })
  if (there.length + invited.length === 0) print('Nobody can sign in yet: `wabaton teammate add <email>`.')
  for (const { name, email, role, lines, awaySince } of there) {
    const away = awaySince === undefined ? '' : `, away for ${ago(awaySince)}`
    print(`${email}  ${name}, ${role}, ${scopeInWords(lines)}${away}`)
  }
  for (const { email, role, lines, expiresAt } of invited)
    print(`${email}  invited as ${role}, ${scopeInWords(lines)}, until ${day(expiresAt)}`)
  return 0
}

/** Whoever is first is the owner. */
async function addTeammate(
  { email, role: wished, lines: wishedLines, ...which }: Given & { email: string },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const { business } = settings
  const address = emailAddress.safeParse(email)
  if (!address.success) throw new Misunderstood(`${email} is not an e-mail address.`)
  const isFirst = !(await inquire(settings, 'isSetUp', { business }))
  const role = roleOf(wished, isFirst ? 'owner' : 'member')
  if (isFirst && !isAtLeast(role, 'owner'))
    throw new Misunderstood('The first teammate is the owner: leave --role out.')
  const lines = linesOf(wishedLines, settings)
  const done = await inquire(settings, 'invite', { business, email: address.data, role, lines })
  if (done.kind !== 'done') throw new Misunderstood(SENTENCES[done.kind])
  const { print } = surroundings
  print(`${address.data} may come in as ${role} (${scopeInWords(lines)}), once and within 72 hours:`)
  print(`  ${reachedAt(settings)}/desk/join#token=${done.secret}`)
  return 0
}

async function resetTeammate(
  { email, ...which }: WhichStore & { email: string },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const id = await idOf(settings, email)
  const done = await inquire(settings, 'offerReset', { business: settings.business, id })
  if (done.kind !== 'done') throw new Misunderstood(SENTENCES[done.kind])
  surroundings.print(`${email} may choose another password, once and within 72 hours:`)
  surroundings.print(`  ${reachedAt(settings)}/desk/new-password#token=${done.secret}`)
  return 0
}

/** Whether customers are told that somebody is there depends on it, and whether the agent covers. */
async function setAway({ email, ...which }: AboutOne, away: boolean, surroundings: Surroundings): Promise<number> {
  const settings = await settingsOf(which, surroundings)
  const id = await idOf(settings, email)
  if (!(await inquire(settings, 'setAway', { business: settings.business, id, away })))
    throw new Misunderstood(SENTENCES.unknown)
  surroundings.print(away ? `${email} is away.` : `${email} is back.`)
  return 0
}

async function removeTeammate(
  { email, ...which }: WhichStore & { email: string },
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings
  const settings = await settingsOf(which, surroundings)
  const id = await idOf(settings, email)
  const done = await inquire(settings, 'removeTeammate', { business: settings.business, id })
  if (done.kind !== 'done') throw new Misunderstood(SENTENCES[done.kind])
  print(`${email} is out, and signed out everywhere.`)
  for (const token of done.tokens) print(`  a token of theirs still works: ${token.id}  ${token.name}, ${token.role}`)
  return 0
}

/** Where the address in Slack is another one than here. */
async function linkTeammate({ email, slack, ...which }: AboutOne, surroundings: Surroundings): Promise<number> {
  if (slack === undefined || !/^[UW][A-Z0-9]{4,20}$/.test(slack))
    throw new Misunderstood('Say who they are in Slack: wabaton teammate link <email> <member id, such as U024BE7LH>')
  const settings = await settingsOf(which, surroundings)
  const id = await idOf(settings, email)
  await inquire(settings, 'linkSlack', { business: settings.business, id, user: slack })
  surroundings.print(`${slack} of Slack is ${email}.`)
  return 0
}

async function idOf(settings: Settings, email: string): Promise<string> {
  const wanted = email.trim().toLowerCase()
  const all = await inquire(settings, 'teammates', { business: settings.business })
  const found = all.find((one) => one.email === wanted)
  if (!found) throw new Misunderstood(`There is no teammate ${email}. \`wabaton teammate list\` lists them.`)
  return found.id
}

const SENTENCES: Record<Refused['kind'], string> = {
  unknown: 'There is nobody with this address any more.',
  'above-you': 'An owner works on all lines: leave --lines out.',
  'last-owner': 'The last owner stays: add another owner first.',
  'known-email': 'A teammate has this address already.',
}
