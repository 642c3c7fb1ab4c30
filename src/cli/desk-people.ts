import { type LineScope, type Role, SYSTEM } from '../domain/access.ts'
import type { Authority, By, PeopleStore, SlackStore } from '../flows/store.ts'

export const PEOPLE_QUESTIONS = [
  'isSetUp',
  'teammates',
  'invitations',
  'invite',
  'offerReset',
  'removeTeammate',
  'setAway',
  'linkSlack',
  'tokens',
  'createToken',
  'revokeToken',
] as const satisfies (keyof PeopleStore | keyof SlackStore)[]

type PeopleQuestion = (typeof PEOPLE_QUESTIONS)[number]

/** Whoever may read the data folder may do all. */
export const BY: By = {
  kind: 'system',
  id: 'command line',
  name: 'command line',
  source: 'command line',
  ip: undefined,
}

/** What is given over a socket: only its shape is known. */
interface Given {
  readonly business: string
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly lines: LineScope
  readonly expiresAt?: number
  readonly away: boolean
  /** Somebody of Slack. */
  readonly user: string
}

export const isPeopleQuestion = (question: string): question is PeopleQuestion =>
  PEOPLE_QUESTIONS.some((one) => one === question)

export function askPeople(
  store: Pick<PeopleStore & SlackStore, PeopleQuestion>,
  question: PeopleQuestion,
  { business, id, name, email, role, lines, expiresAt, away, user }: Given,
  now: number,
): Promise<unknown> {
  const authority: Authority = { business, actor: SYSTEM, by: BY, now }
  switch (question) {
    case 'isSetUp':
      return store.isSetUp(business)
    case 'teammates':
      return store.teammates(business)
    case 'invitations':
      return store.invitations({ business, now })
    case 'invite':
      return store.invite({ ...authority, email, role, lines })
    case 'offerReset':
      return store.offerReset({ ...authority, id })
    case 'removeTeammate':
      return store.removeTeammate({ ...authority, id })
    case 'setAway':
      return store.setAway({ ...authority, id, away })
    case 'linkSlack':
      return store.linkSlack({ business, user, teammate: id, by: BY, now }).then(() => true)
    case 'tokens':
      return store.tokens(business)
    case 'createToken':
      return store.createToken({ ...authority, name, role, lines, expiresAt })
    case 'revokeToken':
      return store.revokeToken({ ...authority, id })
  }
}
