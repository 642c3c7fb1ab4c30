import { setServerTime } from './clock.ts'

/** The server has said no: in a sentence for people, with all that it told beside it. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly told: Readonly<Record<string, unknown>>

  constructor(status: number, told: Readonly<Record<string, unknown>>) {
    super(typeof told.error === 'string' ? told.error : '')
    this.status = status
    this.told = told
  }
}

/** Nobody answered: there is no network, or the server is being started anew. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
interface Asking {
  readonly body?: object | FormData | undefined
  readonly signal?: AbortSignal | undefined
  /** So that what is written as the page closes still leaves. */
  readonly keepalive?: boolean | undefined
}

let onSignedOut = () => {}
/** Somebody's session has ended: whoever asked without one is led to the door. */
export function whenSignedOut(run: () => void): void {
  onSignedOut = run
}

export async function ask<Told>(method: Method, path: string, asking: Asking = {}): Promise<Told> {
  const { body, signal, keepalive = false } = asking
  const isForm = body instanceof FormData
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      keepalive,
      ...(signal && { signal }),
      // Whatever changes something must be JSON, also where there is nothing to say: no form of another page can send that.
      ...(method !== 'GET' && { body: isForm ? body : JSON.stringify(body ?? {}) }),
      headers: {
        accept: 'application/json',
        ...(method !== 'GET' && !isForm && { 'content-type': 'application/json' }),
      },
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable()
  }
  setServerTime(response.headers.get('x-now'))
  const told = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (response.ok) return told as Told
  if (response.status === 401 && path !== '/api/session') onSignedOut()
  throw new Refused(response.status, told)
}

export const get = <Told>(path: string, signal?: AbortSignal) => ask<Told>('GET', path, { signal })
export const post = <Told>(path: string, body: object = {}) => ask<Told>('POST', path, { body })
export const put = <Told>(path: string, body: object) => ask<Told>('PUT', path, { body })
export const remove = <Told>(path: string) => ask<Told>('DELETE', path)

/** `?view=waiting&line=Support`; what is undefined is left out. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== '') params.set(name, `${value}`)
  const text = params.toString()
  return text && `?${text}`
}
