import { z } from 'zod'
import { MemoryRefused } from '../domain/memory/refused.ts'
import type { MemoryAsker } from '../flows/memory-asker.ts'
import type { MemoryPort } from '../flows/memory-port.ts'
import { nothingHere } from './gate.ts'
import { fileIn } from './memory-file.ts'
import { type Asked, answer, problem, type Route, route } from './routes.ts'

export interface MemoryRouteOptions {
  readonly memory: MemoryPort
}

type Given = Readonly<Record<string, unknown>>

/** What it must hold is told by the memory itself, to programs as to whoever asks over HTTP. */
const given: z.ZodType<Given> = z.record(z.string(), z.unknown())
const batch = z.strictObject({ documents: z.array(given) })

/** The second one is how others call it. */
const BASES = ['/api/memory', '/api/memories'] as const

/** What the business knows of its customers, for programs and for people. */
export const memoryRoutes = ({ memory }: MemoryRouteOptions): Route[] => [
  ...BASES.flatMap((base) => [...questions(base, memory), ...talks(base, memory), ...records(base, memory)]),
  ...factRoutes(memory),
]

const questions = (base: (typeof BASES)[number], memory: MemoryPort): Route[] => [
  route({
    method: 'POST',
    path: `${base}/search`,
    action: 'memory.ask',
    body: given,
    handle: told(async ({ body }, asker) => answer({ results: await memory.search(as(body), asker) })),
  }),
  route({
    method: 'POST',
    path: `${base}/context`,
    action: 'memory.ask',
    body: given,
    handle: told(async ({ body }, asker) => answer(await memory.context(as(body), asker))),
  }),
  route({
    method: 'GET',
    path: base,
    action: 'memory.read',
    handle: told(async ({ query }, asker) => answer({ memories: await memory.list(query, asker) })),
  }),
]

const talks = (base: (typeof BASES)[number], memory: MemoryPort): Route[] => [
  route({
    method: 'POST',
    path: `${base}/messages`,
    action: 'memory.write',
    body: given,
    handle: told(async ({ body }, asker) => kept(await memory.recordMessage(as(body), asker))),
  }),
  route({
    method: 'GET',
    path: `${base}/transcript`,
    action: 'memory.read',
    handle: told(async ({ query }, asker) => answer({ messages: await memory.transcript(as(query), asker) })),
  }),
]

const records = (base: (typeof BASES)[number], memory: MemoryPort): Route[] => [
  route({
    method: 'POST',
    path: base,
    action: 'memory.write',
    body: given,
    handle: told(async ({ body }, asker) => kept(await memory.create(as(body), asker))),
  }),
  route({
    method: 'POST',
    path: `${base}/batch`,
    action: 'memory.write',
    body: batch,
    handle: told(async ({ body }, asker) => {
      const documents = await memory.createMany(body.documents as never, asker)
      return answer({ documents }, 201)
    }),
  }),
  route({
    method: 'POST',
    path: `${base}/file`,
    action: 'memory.write',
    upload: true,
    handle: told(async ({ request }, asker) => {
      const file = await fileIn(request)
      return file instanceof Response ? file : kept(await memory.createFromFile(as(file), asker))
    }),
  }),
  route({
    method: 'GET',
    path: `${base}/:id`,
    action: 'memory.read',
    handle: told(async ({ ids, query }, asker) => found('memory', await memory.get({ ...query, id: ids.id }, asker))),
  }),
  route({
    method: 'GET',
    path: `${base}/:id/status`,
    action: 'memory.read',
    handle: told(async ({ ids, query }, asker) => {
      const asked = { ...query, id: ids.id }
      const waits = query.timeout !== undefined
      return found('status', waits ? await memory.wait(asked, asker) : await memory.status(asked, asker))
    }),
  }),
  route({
    method: 'PATCH',
    path: `${base}/:id`,
    action: 'memory.write',
    body: given,
    handle: told(async ({ ids, query, body }, asker) =>
      found('memory', await memory.update({ ...query, ...body, id: ids.id }, asker)),
    ),
  }),
  route({
    method: 'DELETE',
    path: `${base}/:id`,
    action: 'memory.write',
    handle: told(async ({ ids, query }, asker) => done(await memory.delete({ ...query, id: ids.id }, asker))),
  }),
]

const factRoutes = (memory: MemoryPort): Route[] => [
  route({
    method: 'GET',
    path: '/api/customers/:id/facts',
    action: 'memory.read',
    handle: told(async ({ ids, query }, asker) =>
      answer({ facts: await memory.facts(as({ ...query, userId: ids.id }), asker) }),
    ),
  }),
  ...(['pin', 'unpin', 'forget'] as const).map((act) =>
    route({
      method: 'POST',
      path: `/api/customers/:id/facts/:fact/${act}`,
      action: 'memory.correct',
      body: given,
      handle: told(async ({ ids, body }, asker) =>
        done(await memory[act]({ ...body, userId: ids.id, fact: ids.fact }, asker)),
      ),
    }),
  ),
  route({
    method: 'POST',
    path: '/api/customers/:id/facts/:fact/correct',
    action: 'memory.correct',
    body: given,
    handle: told(async ({ ids, body }, asker) =>
      found('fact', await memory.correct(as({ ...body, userId: ids.id, fact: ids.fact }), asker)),
    ),
  }),
]

/** A handler that says what the memory has refused, and why. */
function told<Ids, Body>(
  handle: (asked: Asked<Ids, Body>, asker: MemoryAsker) => Promise<Response>,
): (asked: Asked<Ids, Body>) => Promise<Response> {
  return async (asked) => {
    const { actor, by } = asked
    try {
      return await handle(asked, { by, lines: actor.lines, isOwner: actor.role === 'owner' })
    } catch (error) {
      if (!(error instanceof MemoryRefused)) throw error
      return problem(error.because === 'rights' ? 403 : 400, error.message)
    }
  }
}

const kept = ({ id, fresh }: { id: string; fresh: boolean }) => answer({ id, fresh }, fresh ? 201 : 200)
const done = (isDone: boolean) => (isDone ? answer({}) : nothingHere())
const found = (name: string, value: object | string | undefined) =>
  value === undefined ? nothingHere() : answer({ [name]: value })

/** What came over the wire has any form: the memory reads it as it reads what programs give. */
const as = <Question>(value: Given) => value as Question
