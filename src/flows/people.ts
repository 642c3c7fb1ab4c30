import { type Actor, type LineScope, type Role, type Standing, SYSTEM } from '../domain/access.ts'

/** Who did something, as records keep it: the name stays when the teammate goes. */
export interface By extends Pick<Actor, 'kind' | 'id' | 'name'> {
  /** Which way they came. */
  readonly source: 'api' | 'desk' | 'command line' | 'slack' | 'phone' | 'system'
  readonly ip: string | undefined
}

/** What Wabaton does by itself. */
export const BY_ITSELF: By = { kind: SYSTEM.kind, id: SYSTEM.id, name: SYSTEM.name, source: 'system', ip: undefined }

/** Who changes something about people: what they may themselves is the most they can give. */
export interface Authority {
  readonly business: string
  readonly actor: Standing
  readonly by: By
  readonly now: number
}

/** What a path can name, and whose line says who may see it. */
export type Subject = 'conversation' | 'handoff' | 'delivery' | 'run' | 'campaign'

export interface Teammate extends Standing {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly createdAt: number
  /** They have said that they do not answer for now. */
  readonly awaySince?: number | undefined
}

/** A teammate goes, or is there again. */
export interface OnDuty extends Omit<Authority, 'actor'> {
  readonly id: string
  readonly away: boolean
}

/** Somebody is asked to come in; open until they have, or until it runs out. */
export interface Invitation extends Standing {
  readonly id: string
  readonly email: string
  readonly invitedBy: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** What a program shows: never the secret itself, which nobody can be told a second time. */
export interface MachineToken extends Standing {
  readonly id: string
  readonly name: string
  readonly createdBy: string
  readonly createdAt: number
  readonly expiresAt: number | undefined
  readonly lastUsedAt: number | undefined
  readonly revokedAt: number | undefined
}

export interface Session {
  readonly id: string
  readonly createdAt: number
  readonly seenAt: number
  readonly ip: string | undefined
  readonly userAgent: string | undefined
}

export interface NewSession {
  readonly business: string
  readonly teammate: string
  readonly token: string
  readonly ip: string | undefined
  readonly userAgent: string | undefined
  readonly now: number
}

/** What somebody needs to sign in with a password. */
export interface Credential extends Teammate {
  readonly passwordHash: string
}

/** One line of the record of who changed what; it is only ever added to. */
export interface AuditEntry {
  readonly at: number
  readonly by: By
  /** Noun and verb: `teammate.changed`. */
  readonly action: string
  /** What it was done to: an id, or a name. */
  readonly subject: string | undefined
  readonly line: string | undefined
  /** What it was and what it became; never a secret. */
  readonly detail: Readonly<Record<string, unknown>> | undefined
}

/** Why a change of people was refused. */
export type Refused =
  /** There is no such person, token or invitation, or not any more. */
  | { readonly kind: 'unknown' }
  /** More than the actor has themselves is given, or was there before. */
  | { readonly kind: 'above-you' }
  /** Somebody must be left who may do all. */
  | { readonly kind: 'last-owner' }
  /** A teammate has this address already. */
  | { readonly kind: 'known-email' }

type Done = { readonly kind: 'done' }
/** The secret is told here and never again: the store keeps what was made of it. */
type Secret = { readonly kind: 'done'; readonly id: string; readonly secret: string; readonly expiresAt: number }

/** What the store keeps of people: who may come in, with what, and what they may see. */
export interface PeopleStore {
  /** The line of the conversation that this is, or belongs to. */
  lineOfSubject(wanted: { business: string; of: Subject; id: string }): Promise<string | undefined>

  /** A secret with which the first owner is made; undefined once somebody is there, for ever. */
  offerSetUp(options: { business: string; now: number }): Promise<string | undefined>
  /** `trusted`: the secret was compared with that of the configuration. */
  setUp(options: {
    business: string
    secret: string
    trusted: boolean
    name: string
    email: string
    passwordHash: string
    ip: string | undefined
    now: number
  }): Promise<Done | { kind: 'wrong-secret' } | { kind: 'closed' }>
  isSetUp(business: string): Promise<boolean>

  teammates(business: string): Promise<Teammate[]>
  /** A changed role or scope ends the sessions of the teammate. */
  changeTeammate(
    change: Authority & {
      id: string
      name?: string | undefined
      role?: Role | undefined
      lines?: LineScope | undefined
    },
  ): Promise<Done | Refused>
  /** Says whether there is such a teammate. */
  setAway(change: OnDuty): Promise<boolean>
  /** Their name stays on what they did. Tells which of the tokens they made still open the door. */
  removeTeammate(removal: Authority & { id: string }): Promise<(Done & { tokens: MachineToken[] }) | Refused>
  /** A secret with which the teammate chooses another password, once. */
  offerReset(offer: Authority & { id: string }): Promise<Secret | Refused>
  invite(invitation: Authority & Standing & { email: string }): Promise<Secret | Refused>
  invitations(options: { business: string; now: number }): Promise<Invitation[]>
  withdrawInvitation(withdrawal: Authority & { id: string }): Promise<Done | Refused>
  /** Whether such a secret is still good; using it says so again. */
  isOffered(offer: {
    business: string
    kind: 'invitation' | 'reset' | 'set-up'
    secret: string
    now: number
  }): Promise<boolean>
  acceptInvitation(acceptance: {
    business: string
    secret: string
    name: string
    passwordHash: string
    ip: string | undefined
    now: number
  }): Promise<(Done & { email: string }) | Refused>
  /** With the secret of `offerReset`; all their sessions end. */
  resetPassword(reset: {
    business: string
    secret: string
    passwordHash: string
    ip: string | undefined
    now: number
  }): Promise<(Done & { email: string }) | Refused>
  /** Their own; the sessions end, but for the one they ask from. */
  changePassword(change: Authority & { passwordHash: string; keep: string }): Promise<void>

  credential(wanted: { business: string } & ({ email: string } | { id: string })): Promise<Credential | undefined>
  /** What sessions are signed with: made once, and the same for every process. */
  sessionSecret(business: string): Promise<string>
  beginSession(session: NewSession): Promise<{ id: string }>
  /** Whose session this is, if it still is one; that it was used is written once a minute. */
  sessionBy(wanted: { business: string; token: string; now: number }): Promise<{ id: string; actor: Actor } | undefined>
  sessionsOf(wanted: { business: string; teammate: string; now: number }): Promise<Session[]>
  /** Whoever signs in anew leaves the session they had. */
  leaveSession(left: { business: string; token: string }): Promise<void>
  endSession(ended: { business: string; teammate: string; id: string }): Promise<boolean>

  createToken(
    token: Authority & Standing & { name: string; expiresAt: number | undefined },
  ): Promise<{ kind: 'done'; id: string; secret: string } | Refused>
  tokens(business: string): Promise<MachineToken[]>
  revokeToken(revocation: Authority & { id: string }): Promise<Done | Refused>
  /** Whose token this is, if it opens the door now. */
  tokenBy(wanted: { business: string; secret: string; now: number }): Promise<Actor | undefined>

  audit(options: {
    business: string
    before?: string | undefined
    most: number
  }): Promise<(AuditEntry & { id: string })[]>
  /** Forgets sessions and secrets that have run out. */
  forgetExpired(options: { now: number }): Promise<void>
}
