import { answer, answerJson, type SlackAnswer } from './answer.ts'
import { readArguments } from './arguments.ts'
import type { FaultBook, TokenKind } from './faults.ts'
import type { Limits } from './limits.ts'
import type { Method } from './method.ts'
import { METHODS } from './methods.ts'
import type { Plain } from './shapes.ts'
import { SlackError } from './slack-error.ts'
import type { World } from './world.ts'

/** A token and what it may do. */
export interface Token {
  readonly kind: TokenKind
  readonly scopes: readonly string[]
}

export interface CallNeeds {
  readonly world: World
  readonly limits: Limits
  readonly tokens: ReadonlyMap<string, Token>
}

export interface Called {
  readonly method: string
  readonly args: Plain
  readonly token: string | undefined
  /** A JSON body, which some methods do not read. */
  readonly json?: boolean
}

/** One call of Slack's Web API. */
export function callMethod({ world, limits, tokens }: CallNeeds, called: Called): SlackAnswer {
  const { faults, happenings } = world
  const told = (error?: string) =>
    happenings.emit({ type: 'called', method: called.method, ...(error !== undefined && { error }) })
  const fault = faults.take(called.method)
  if (fault?.lost === 'before') {
    told('lost')
    return { kind: 'reset' }
  }
  if (fault?.status !== undefined) {
    told(String(fault.status))
    return answer(fault.status, 'text/html', '<html><body>Service unavailable</body></html>')
  }
  if (fault?.rateLimited !== undefined) {
    told('ratelimited')
    return rateLimited(fault.rateLimited)
  }
  try {
    if (fault?.error) throw new SlackError(fault.error)
    const method = known(called.method)
    const token = allowed(faults, tokens, called.token, method)
    const wait = faults.limits ? limits.take(called.method, method.perMinute, channelOf(called.args)) : undefined
    if (wait !== undefined) {
      told('ratelimited')
      return rateLimited(wait)
    }
    const args = called.json && !method.json ? {} : called.args
    const result = method.run(world, readArguments(args), { scopes: token.scopes })
    told()
    if (fault?.lost === 'after') return { kind: 'reset' }
    return answerJson(
      { ok: true, ...result },
      {
        'x-oauth-scopes': token.scopes.join(','),
        ...(method.scopes.length > 0 && { 'x-accepted-oauth-scopes': method.scopes.join(',') }),
      },
    )
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    told(error.code)
    const { code, details, extra } = error
    const metadata = details.length > 0 && {
      // Blocks have their faults in a list of their own as well.
      ...(code === 'invalid_blocks' && { errors: details.map((one) => one.replace('[ERROR] ', '')) }),
      response_metadata: { messages: details },
    }
    return answerJson({ ok: false, error: code, ...extra, ...metadata })
  }
}

function rateLimited(seconds: number): SlackAnswer {
  return answerJson({ ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) }, 429)
}

function known(name: string): Method {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (!method) throw new SlackError('unknown_method', [], { req_method: name })
  return method
}

function allowed(
  faults: FaultBook,
  tokens: ReadonlyMap<string, Token>,
  given: string | undefined,
  method: Method,
): Token {
  if (!given) throw new SlackError('not_authed')
  const token = tokens.get(given)
  if (!token) throw new SlackError('invalid_auth')
  const revoked = faults.revoked(token.kind)
  if (revoked) throw new SlackError(revoked)
  if (token.kind !== method.token) throw new SlackError('not_allowed_token_type')
  if (method.scopes.length > 0 && !method.scopes.some((scope) => token.scopes.includes(scope)))
    throw new SlackError('missing_scope', [], { needed: method.scopes.join(','), provided: token.scopes.join(',') })
  return token
}

const channelOf = ({ channel }: Plain) => (typeof channel === 'string' ? channel : undefined)
