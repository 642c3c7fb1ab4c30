import { createHash } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MemoryRefused } from '../domain/memory/refused.ts'
import type { Store } from '../flows/store.ts'
import type { Clock } from '../flows/world.ts'
import { type Acted, actOf } from './acts.ts'
import { askPeople, BY, isPeopleQuestion, PEOPLE_QUESTIONS } from './desk-people.ts'
import { Misunderstood } from './misunderstood.ts'

/** What commands may ask of a store that a running server has open. */
export type Desk = Pick<Store, (typeof QUESTIONS)[number]>

const QUESTIONS = [
  'handoffs',
  'deadLetters',
  'replay',
  'figures',
  'unconfirmed',
  'settleUnconfirmed',
  'pausedLines',
  'resumeLine',
  'templatesOf',
  'identityQuestions',
  'decideIdentity',
  'undoIdentity',
  'findCustomer',
  'exportCustomer',
  'eraseCustomer',
  'rekey',
  'consentOf',
  'keepConsents',
  ...PEOPLE_QUESTIONS,
] as const satisfies (keyof Store)[]
/** No socket, one left by a process that was killed, or a path that leads nowhere: opening the store says it better. */
const NOBODY_LISTENS = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR'])
/** Systems cut longer socket paths off. */
const LONGEST_PATH = 100

export function socketPath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\wabaton-${name}`
  const path = join(folder, 'wabaton.sock')
  return path.length <= LONGEST_PATH ? path : join(tmpdir(), `wabaton-${name}.sock`)
}

/** Lets commands of the same user work beside the server that holds the data folder. */
export function serveDesk(
  folder: string,
  { store, wake, ...acted }: Acted & { store: Store; wake: () => void },
  { now }: Pick<Clock, 'now'>,
): Promise<{ close(): void }> {
  const path = socketPath(folder)
  // The folder is ours alone (its guard is held): a socket that is there was left by a process that was killed.
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const server = createServer(async (incoming, response) => {
    const name = incoming.url?.slice(1)
    const question = QUESTIONS.find((one) => one === name)
    const act = actOf(name ?? '')
    if (!question && !act) return void response.writeHead(404).end()
    try {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      const given = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      const answer = await (question ? ask(store, question, given, now()) : act!(acted, given))
      wake()
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? null))
    } catch (error) {
      const isRefused = error instanceof MemoryRefused
      const told = isRefused ? error.message : String(error)
      response.writeHead(isRefused ? 400 : 500).end(JSON.stringify({ error: told }))
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      if (process.platform !== 'win32') chmodSync(path, 0o600)
      resolve({ close: () => void server.close() })
    })
  })
}

/** Undefined when no server has this folder open. */
export async function askRunningServer<Name extends keyof Desk>(
  folder: string,
  question: Name,
  given: object = {},
): Promise<Awaited<ReturnType<Desk[Name]>> | undefined> {
  return askSocket(folder, question, given) as Promise<Awaited<ReturnType<Desk[Name]>> | undefined>
}

/** What JSON made of the answer; undefined when no server has this folder open. */
export function askSocket(folder: string, path: string, given: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: socketPath(folder), path: `/${path}`, method: 'POST' }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      const answer = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      if (response.statusCode === 200) resolve(answer)
      else reject(response.statusCode === 400 ? new Misunderstood(answer.error) : new Error(answer.error))
    })
    asking.on('error', (error: NodeJS.ErrnoException) =>
      NOBODY_LISTENS.has(error.code ?? '') ? resolve(undefined) : reject(error),
    )
    asking.end(JSON.stringify(given))
  })
}

// biome-ignore lint/suspicious/noExplicitAny: what a question is given is checked where it is used, in the store.
export function ask(store: Desk, question: keyof Desk, given: any, now: number): Promise<unknown> {
  if (isPeopleQuestion(question)) return askPeople(store, question, given, now)
  switch (question) {
    case 'handoffs':
      return store.handoffs()
    case 'deadLetters':
      return store.deadLetters()
    case 'replay':
      return store.replay({ business: String(given.business), kind: given.kind, key: String(given.key) }, now)
    case 'figures':
      return store.figures(now)
    case 'unconfirmed':
      return store.unconfirmed()
    case 'settleUnconfirmed':
      return store.settleUnconfirmed({ delivery: String(given.delivery), choice: given.choice, now })
    case 'pausedLines':
      return store.pausedLines()
    case 'templatesOf':
      return store.templatesOf(String(given.business))
    case 'identityQuestions':
      return store.identityQuestions(String(given.business))
    case 'decideIdentity': {
      const decision = given.decision === 'same' ? 'same' : 'different'
      const question = String(given.question)
      return store.decideIdentity({ business: String(given.business), question, decision, by: 'command line', now })
    }
    case 'undoIdentity':
      return store.undoIdentity({ business: String(given.business), question: String(given.question), now })
    case 'findCustomer':
      return store.findCustomer(String(given.business), String(given.name))
    case 'exportCustomer':
    case 'eraseCustomer': {
      const about = { business: String(given.business), customer: String(given.customer), by: BY, now }
      if (question === 'exportCustomer') return store.exportCustomer(about)
      return store.eraseCustomer({ ...about, id: String(given.id) })
    }
    case 'consentOf':
      return store.consentOf({ business: String(given.business), customer: String(given.customer) })
    case 'keepConsents':
      return store.keepConsents({ ...given, business: String(given.business), by: BY, now })
    case 'rekey':
      return store.rekey({ from: String(given.from), to: String(given.to), dry: given.dry !== false, now })
    case 'resumeLine':
      return store.resumeLine({ business: String(given.business), line: String(given.line), now })
  }
}
