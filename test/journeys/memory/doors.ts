import { MemoryRefused } from '../../../src/domain/memory/refused.ts'
import type { MemoryPort } from '../../../src/flows/memory-port.ts'
import type { House } from '../../house-of-people.ts'

type Given = Readonly<Record<string, unknown>>

/** One way to the memory. What is refused is told as a sentence, whichever way it is. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers, and fail where nothing is.
export type Door = (act: keyof MemoryPort, given: any) => Promise<any>

/** A program that holds the platform. */
export const libraryDoor =
  ({ platform }: House): Door =>
  async (act, given) => {
    try {
      return await (platform.memory[act] as (given: unknown) => Promise<unknown>)(given)
    } catch (error) {
      if (error instanceof MemoryRefused) return { refused: error.message, because: error.because }
      throw error
    }
  }

/** A program somewhere else, with a bearer token. */
export const httpDoor =
  (house: House, token: string, base = '/api/memory'): Door =>
  async (act, given) => {
    const { id: named, fact, ...rest } = given as Given
    const id = encodeURIComponent(String(named))
    const query = (parameters: Given) => {
      const written = Object.entries(parameters).map(([key, value]) => [key, String(value)])
      return written.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(written))}`
    }
    const user = encodeURIComponent(String(rest.userId ?? rest.user_id ?? ''))
    const { userId, user_id, ...others } = rest
    const ask = async (method: string, path: string, pick: string | undefined, body?: unknown) => {
      const { status, body: told } = await house.ask(method, path, { token, body })
      if (status === 404) return act === 'list' ? [] : DONE.has(act) ? false : undefined
      if (status === 400 || status === 403)
        return { refused: told.error, because: status === 403 ? 'rights' : 'parameters' }
      if (status !== 200 && status !== 201) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(told)}`)
      const { ok, ...answer } = told
      return DONE.has(act) ? ok : pick === undefined ? answer : answer[pick]
    }
    switch (act) {
      case 'create':
        return ask('POST', base, undefined, given)
      case 'createMany':
        return ask('POST', `${base}/batch`, 'documents', { documents: given })
      case 'search':
        return ask('POST', `${base}/search`, 'results', given)
      case 'context':
        return ask('POST', `${base}/context`, undefined, given)
      case 'recordMessage':
        return ask('POST', `${base}/messages`, undefined, given)
      case 'get':
        return ask('GET', `${base}/${id}${query(rest)}`, 'memory')
      case 'list':
        return ask('GET', `${base}${query(rest)}`, 'memories')
      case 'status':
        return ask('GET', `${base}/${id}/status${query(rest)}`, 'status')
      case 'wait':
        return ask('GET', `${base}/${id}/status${query({ timeout: '30s', ...rest })}`, 'status')
      case 'transcript':
        return ask('GET', `${base}/transcript${query(rest)}`, 'messages')
      case 'update':
        return ask('PATCH', `${base}/${id}`, 'memory', rest)
      case 'delete':
        return ask('DELETE', `${base}/${id}${query(rest)}`, undefined)
      case 'facts':
        return ask('GET', `/api/customers/${user}/facts${query(others)}`, 'facts')
      case 'pin':
      case 'unpin':
      case 'forget':
        return ask('POST', `/api/customers/${user}/facts/${fact}/${act}`, undefined, others)
      case 'correct':
        return ask('POST', `/api/customers/${user}/facts/${fact}/correct`, 'fact', others)
      case 'createFromFile': {
        const form = new FormData()
        const { bytes, name, metadata, ...fields } = given
        form.append('file', new Blob([bytes]), name)
        if (metadata) form.append('metadata', JSON.stringify(metadata))
        for (const [key, value] of Object.entries(fields)) form.append(key, String(value))
        const headers = { authorization: `Bearer ${token}` }
        const response = await fetch(`${house.url}${base}/file`, { method: 'POST', headers, body: form })
        const { ok, error, ...told } = (await response.json()) as Record<string, unknown>
        return ok ? told : { refused: error, because: response.status === 403 ? 'rights' : 'parameters' }
      }
    }
  }

const DONE = new Set<keyof MemoryPort>(['delete', 'pin', 'unpin', 'forget'])
