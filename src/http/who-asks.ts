import type { Context } from 'hono'
import type { Actor } from '../domain/access.ts'
import { isSameToken } from '../whatsapp/signature.ts'
import type { Asker, WhoAsks } from './guard.ts'

export interface WhoAsksOptions {
  /** The token of the configuration: whoever has it may do all. */
  readonly configuredToken: () => string | undefined
}

const CONFIGURED: Actor = { kind: 'token', id: 'WABATON_API_TOKEN', name: 'API token', role: 'owner', lines: 'all' }

const OFF = 'The API is off. Set WABATON_API_TOKEN to switch it on.'
const BRING = 'Send the API token: Authorization: Bearer <WABATON_API_TOKEN>.'

export function createWhoAsks({ configuredToken }: WhoAsksOptions): WhoAsks {
  return async (context) => {
    const expected = configuredToken()
    const given = bearerOf(context)
    if (given !== undefined && expected && isSameToken(given, expected)) return known(CONFIGURED)
    return { kind: 'stranger', cure: expected ? BRING : OFF }
  }
}

const known = (actor: Actor): Asker => ({
  kind: 'known',
  actor,
  by: { kind: actor.kind, id: actor.id, name: actor.name, source: 'api', ip: undefined },
})

function bearerOf({ req }: Context): string | undefined {
  return /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
}
