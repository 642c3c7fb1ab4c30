import { resolve } from 'node:path'
import type { WhichStore } from './desk-commands.ts'
import { askMemory, withDocuments } from './memory-acts.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'

/** Whose memory is meant: without a customer, what the business says to all. */
export interface OfWhomGiven extends WhichStore {
  /** By any name: a phone, an id. */
  readonly customer?: string
  readonly tenant?: string
}

const whose = ({ customer, tenant }: OfWhomGiven) => ({
  ...(customer !== undefined && { userId: customer }),
  ...(tenant !== undefined && { customerId: tenant }),
})

/** `wabaton memory add <files and folders>` */
export async function memoryAdd(
  { paths, type, prune, watch = 'yes', ...given }: OfWhomGiven & MemoryAdd,
  surroundings: Surroundings,
): Promise<number> {
  if (!['yes', 'no'].includes(watch)) throw new Misunderstood('--watch is yes or no.')
  const { print, folder } = surroundings
  const files = { paths: paths.map((path) => resolve(folder, path)), documentType: type, prune, watch: watch === 'yes' }
  const { answer, isRunning } = await withDocuments(given, surroundings, 'bring', { ...files, ...whose(given) })
  const { added, changed, unchanged, removed, failed } = answer
  for (const file of added) print(`  added    ${file}`)
  for (const file of changed) print(`  changed  ${file}`)
  for (const file of removed) print(`  removed  ${file}`)
  for (const { file, reason } of failed) print(`  not read ${file}: ${reason}`)
  const counts = [`${added.length} added`, `${changed.length} changed`, `${unchanged} as before`]
  print(`${counts.join(', ')}${removed.length > 0 ? `, ${removed.length} removed` : ''}.`)
  if (added.length + changed.length + unchanged === 0) {
    if (failed.length === 0) print('There is nothing to read there: Markdown, text, HTML and PDF are.')
    return failed.length > 0 ? 1 : 0
  }
  const isOurs = given.customer === undefined && given.tenant === undefined
  if (isOurs && isRunning && files.watch) print('The server reads them again when they change, until it ends.')
  if (isOurs) print('To have them read at every start, name them under memory.knowledge in the configuration.')
  return failed.length > 0 ? 1 : 0
}

export interface MemoryAdd {
  readonly paths: readonly string[]
  readonly type?: string
  readonly prune?: boolean
  readonly watch?: string
}

/** `wabaton memory search "<words>"` */
export async function memorySearch(
  { query, line, most, ...given }: OfWhomGiven & { query: string; line?: string; most?: string },
  surroundings: Surroundings,
): Promise<number> {
  const asked = { query, ...whose(given), ...(line && { line }), ...(most && { maxResults: Number(most) }) }
  const { answer } = await askMemory(given, surroundings, 'search', asked)
  if (answer.length === 0) surroundings.print('Nothing is known of this.')
  for (const { id, document, score, at, line, documentType, scope } of answer) {
    const where = [day(at), line, scope === 'customer' ? documentType : `${documentType} of the ${scope}`]
    surroundings.print(`${score.toFixed(2)}  ${where.filter(Boolean).join('  ')}  ${id}`)
    surroundings.print(`      ${excerpt(document)}`)
  }
  return 0
}

/** `wabaton memory list` */
export async function memoryList(
  { type, ...given }: OfWhomGiven & { type?: string },
  surroundings: Surroundings,
): Promise<number> {
  const asked = { ...whose(given), ...(type && { documentType: type }), maxResults: MOST_LISTED }
  const { answer } = await askMemory(given, surroundings, 'list', asked)
  if (answer.length === 0) surroundings.print('No documents here. `wabaton memory add <files>` brings some.')
  for (const { id, documentType, at, title, origin, document } of answer)
    surroundings.print(`${id}  ${documentType}  ${day(at)}  ${origin ?? excerpt(title ?? document)}`)
  if (answer.length === MOST_LISTED) surroundings.print(`These are the newest ${MOST_LISTED}.`)
  return 0
}
const MOST_LISTED = 200

/** `wabaton memory remove <origin>`: a file, or all below a folder. */
export async function memoryRemove(
  { origin, ...given }: OfWhomGiven & { origin: string },
  surroundings: Surroundings,
): Promise<number> {
  const { answer } = await withDocuments(given, surroundings, 'remove', { path: origin, ...whose(given) })
  for (const file of answer) surroundings.print(`  removed  ${file}`)
  if (answer.length === 0) surroundings.print('Nothing was read from there. `wabaton memory list` tells what was.')
  return answer.length === 0 ? 1 : 0
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10)
const excerpt = (text: string) => {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  return flat.length > 160 ? `${flat.slice(0, 159)}…` : flat
}
