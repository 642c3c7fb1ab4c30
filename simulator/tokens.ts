import type { Place } from './graph.ts'
import type { ParsedRequest } from './graph-request.ts'
import { Refused } from './parameter.ts'
import type { World } from './world.ts'

interface Tokens {
  readonly world: Pick<World, 'lines'>
  /** For everything that has none of its own. */
  readonly accessToken: () => string
}

/** The token of the line where the thing belongs to one, else any token that is known. */
export function requireToken(tokens: Tokens, { token }: ParsedRequest, { line, account, medium, template }: Place) {
  if (token === undefined) {
    throw new Refused({ code: 190, message: 'An access token is required to request this resource.' })
  }
  const { lines } = tokens.world
  const owner =
    line ??
    account[0] ??
    (medium && lines.find(({ phoneNumberId }) => phoneNumberId === medium.line)) ??
    (template && lines.find(({ details }) => details.wabaId === template.wabaId))
  const allowed = owner ? token === (owner.details.accessToken ?? tokens.accessToken()) : isKnown(tokens, token)
  if (!allowed) throw new Refused({ code: 190, message: 'Invalid OAuth access token - Cannot parse access token' })
}

export const isKnown = ({ world, accessToken }: Tokens, token: string) =>
  token === accessToken() || world.lines.some(({ details }) => details.accessToken === token)
