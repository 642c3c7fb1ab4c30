import { lookup as lookUp } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { Agent, fetch as undiciFetch } from 'undici'
import { hostMatches, isAllowedHost, nameOf } from '../domain/hosts.ts'
import { NEVER_CONNECTED } from '../domain/never-connected.ts'
import { isPublicAddress, mayBePublic } from './public-addresses.ts'

/** How tools and posts get out of the house, and no further than they should. */
export interface Reach {
  /** Reaches the host of this address and no other. */
  towards(address: string, options?: { mostBytes?: number; timeoutMs?: number }): Fetch
  close(): Promise<void>
}

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

interface ReachOptions {
  /** `api.acme.com`, `api.acme.com:8443`, `*.acme.com`: only these may be asked; empty is all. */
  readonly allowedHosts?: readonly string[]
  /** Those that may have an address that is not public. */
  readonly privateHosts?: readonly string[]
  readonly resolve?: Resolve
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly { address: string; family: number }[]>

/** Nothing was sent: the host is not allowed, or no connection to it was made. */
export class NeverLeft extends Error {
  override readonly name = 'NeverLeft'
}

const MOST_BYTES = 1_000_000
const TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000
/** A request on a connection that the far side is just closing leaves in doubt what it did: few are kept, and briefly. */
const IDLE_MS = 1000
const REDIRECTIONS = new Set([301, 302, 303, 307, 308])

export function createReach({
  allowedHosts = [],
  privateHosts = [],
  resolve = (hostname) => lookUp(hostname, { all: true }),
}: ReachOptions = {}): Reach {
  // The address that was judged is the one that is connected to: a name that answers otherwise the next time gains nothing.
  const outside = poolWith(checkedLookup(resolve))
  const inside = poolWith(plainLookup(resolve))

  function poolFor(url: URL): Agent {
    if (privateHosts.some((host) => hostMatches(url, host))) return inside
    if (!mayBePublic(nameOf(url))) throw new NeverLeft(`${url.host} is not a public host`)
    return outside
  }

  return {
    towards(address, { mostBytes = MOST_BYTES, timeoutMs = TIMEOUT_MS } = {}) {
      const own = new URL(address).host
      return async (input, init = {}) => {
        const url = new URL(input)
        if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new NeverLeft(`${url.protocol} is not HTTP`)
        if (!hostMatches(url, own) || !isAllowedHost(url, allowedHosts))
          throw new NeverLeft(`${url.host} is not an allowed host`)
        const late = AbortSignal.timeout(timeoutMs)
        const options = {
          ...init,
          dispatcher: poolFor(url),
          redirect: 'manual',
          signal: init.signal ? AbortSignal.any([init.signal, late]) : late,
        }
        const response = await ask(url, options as Parameters<typeof undiciFetch>[1])
        if (REDIRECTIONS.has(response.status)) {
          await response.body?.cancel()
          throw new Error(`${url.host} sends us elsewhere (HTTP ${response.status}), and that is not followed`)
        }
        return limited(response, mostBytes)
      }
    },
    async close() {
      await Promise.all([outside.destroy(), inside.destroy()])
    },
  }
}

const poolWith = (lookup: LookupFunction) =>
  new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup },
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
  })

async function ask(url: URL, options: Parameters<typeof undiciFetch>[1]): Promise<Response> {
  try {
    return (await undiciFetch(url, options)) as unknown as Response
  } catch (error) {
    const { code, message } = deepest(error)
    if (error instanceof TypeError && NEVER_CONNECTED.has(code))
      throw new NeverLeft(`${url.host} cannot be reached (${code})`, { cause: error })
    if (code === NOT_PUBLIC) throw new NeverLeft(message, { cause: error })
    throw error
  }
}

const NOT_PUBLIC = 'WABATON_NOT_PUBLIC'

/** `fetch failed` tells nothing: what did is inside, and one of several where a name has several addresses. */
function deepest(error: unknown): { code: string; message: string } {
  const { code, message, cause, errors } = error as { [key: string]: unknown } & { errors?: unknown[] }
  if (code === undefined && errors?.length) return deepest(errors[0])
  if (code === undefined && cause) return deepest(cause)
  return { code: String(code), message: String(message) }
}

function plainLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, found) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0]
        if (!first) return found(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '')
        if (options.all) found(null, [...addresses])
        else found(null, first.address, first.family)
      },
      (error) => found(error, ''),
    )
  }
}

/** One address that is not public spoils them all: whoever names it among others is up to something. */
function checkedLookup(resolve: Resolve): LookupFunction {
  return plainLookup(async (hostname) => {
    const addresses = await resolve(hostname)
    if (addresses.every(({ address }) => isPublicAddress(address))) return addresses
    throw Object.assign(new Error(`${hostname} has an address that is not public`), { code: NOT_PUBLIC })
  })
}

/** The same answer, which ends in an error where it is too long: it is counted while it comes in, unpacked. */
function limited(response: Response, most: number): Response {
  if (!response.body) return response
  let size = 0
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > most) controller.error(new Error(`the answer has more than ${most} bytes`))
      else controller.enqueue(chunk)
    },
  })
  const headers = new Headers([...response.headers])
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  const { status, statusText } = response
  return new Response(response.body.pipeThrough(count), { status, statusText, headers })
}
