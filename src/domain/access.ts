/** From the one who may do all to the one who may only look. */
export const ROLES = ['owner', 'admin', 'supervisor', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Names of the lines somebody works on, or all there are and will be. */
export type LineScope = 'all' | readonly string[]

/** What somebody was given: how much they may do, and where. */
export interface Standing {
  readonly role: Role
  readonly lines: LineScope
}

/** Who asks. `system` is Wabaton itself, when a clock runs out. */
export interface Actor extends Standing {
  readonly kind: 'teammate' | 'token' | 'system'
  readonly id: string
  readonly name: string
}

export const SYSTEM: Actor = { kind: 'system', id: 'system', name: 'Wabaton', role: 'owner', lines: 'all' }

/** `wide`: it reaches beyond every single line, so only those who work on all lines may. */
interface Rule {
  readonly least: Role
  readonly wide?: true
}

/** The one table of who may do what: the least role for each action. */
export const ACCESS = {
  'conversation.read': { least: 'viewer' },
  'conversation.mark': { least: 'viewer' },
  'conversation.claim': { least: 'member' },
  'conversation.assign': { least: 'supervisor' },
  'conversation.reply': { least: 'member' },
  'conversation.note': { least: 'member' },
  'conversation.release': { least: 'member' },
  'presence.tell': { least: 'viewer' },
  'delivery.read': { least: 'viewer' },
  'delivery.settle': { least: 'member' },
  'line.read': { least: 'viewer' },
  'line.resume': { least: 'admin' },
  'template.read': { least: 'viewer' },
  'template.sync': { least: 'admin', wide: true },
  'template.manage': { least: 'admin', wide: true },
  'campaign.read': { least: 'viewer' },
  'campaign.send': { least: 'supervisor' },
  'customer.read': { least: 'viewer' },
  'customer.block': { least: 'member' },
  'customer.consent': { least: 'member' },
  'customer.export': { least: 'admin', wide: true },
  'customer.erase': { least: 'admin', wide: true },
  'memory.read': { least: 'viewer' },
  'memory.ask': { least: 'viewer' },
  'memory.write': { least: 'member' },
  'memory.correct': { least: 'member' },
  'identity.read': { least: 'supervisor', wide: true },
  'identity.decide': { least: 'supervisor', wide: true },
  'run.read': { least: 'member' },
  'usage.read': { least: 'supervisor', wide: true },
  'canned.read': { least: 'viewer' },
  'canned.write': { least: 'member' },
  'events.read': { least: 'viewer' },
  'teammate.read': { least: 'viewer' },
  'teammate.invite': { least: 'admin' },
  'teammate.change': { least: 'admin' },
  'token.manage': { least: 'admin' },
  'audit.read': { least: 'admin', wide: true },
  'session.own': { least: 'viewer' },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof ACCESS

/** What an action is done to. Without a line it is about no single one: a list, a teammate, the business. */
export interface Resource {
  readonly line?: string | undefined
}

export type Verdict =
  | { readonly kind: 'allowed' }
  /** It lies on a line of others: there is nothing here for this actor. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'too-low'; readonly least: Role }
  | { readonly kind: 'too-narrow' }

export function verdict(actor: Actor, action: Action, { line }: Resource): Verdict {
  const { least, wide }: Rule = ACCESS[action]
  if (line !== undefined && !worksOn(actor, line)) return { kind: 'hidden' }
  if (!isAtLeast(actor.role, least)) return { kind: 'too-low', least }
  if (wide && actor.lines !== 'all') return { kind: 'too-narrow' }
  return { kind: 'allowed' }
}

export const can = (actor: Actor, action: Action, resource: Resource): boolean =>
  verdict(actor, action, resource).kind === 'allowed'

export const worksOn = ({ lines }: Pick<Standing, 'lines'>, line: string): boolean =>
  lines === 'all' || lines.includes(line)

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) <= ROLES.indexOf(least)

/** Nobody gives away, or has power over, more than they have themselves. Owners work on all lines. */
export function mayGive(actor: Standing, { role, lines }: Standing): boolean {
  if (!isAtLeast(actor.role, role)) return false
  if (role === 'owner' && lines !== 'all') return false
  return actor.lines === 'all' || (lines !== 'all' && lines.every((line) => worksOn(actor, line)))
}
