import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import type { AgentDefinition } from '../domain/agent.ts'
import { LANGUAGES, type Sentence } from '../domain/language.ts'
import type { Reading } from './agent-model.ts'
import type { Where } from './agent-tree.ts'

export const WORKSPACE_FILES = ['.md', '.txt']
/** `greeting.md`, and `greeting.es.md` for whoever writes Spanish. */
const GREETING = new RegExp(`^greeting(?:\\.(${LANGUAGES.join('|')}))?\\.md$`, 'i')

/** It all stands in every prompt: far more than this and every turn becomes slow and dear. */
const PLENTY = 60_000

/** Reads the instructions and facts of a folder, by the names of its files. */
export function readWorkspace(
  folder: string,
  named: string,
  where: Where,
  { faults, warnings, workspaces }: Pick<Reading, 'faults' | 'warnings' | 'workspaces'>,
): AgentDefinition['workspace'] {
  const path = resolve(folder, named)
  workspaces.push(path)
  try {
    const files = readdirSync(path).filter((name) => WORKSPACE_FILES.includes(extname(name).toLowerCase()))
    const read = (name: string) => readFileSync(join(path, name), 'utf8').trim()
    const greetings = files.filter((name) => GREETING.test(name)).map((name) => ({ name, text: read(name) }))
    const texts = files
      .filter((name) => !GREETING.test(name))
      .sort()
      .map(read)
      .filter(Boolean)
    const length = texts.join('').length
    if (length > PLENTY)
      warnings.push(`${where('')} holds ${length} characters, and all of them stand in every prompt: shorten it.`)
    return { texts, greeting: greetingOf(greetings) }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const problem = code === 'ENOENT' ? `names a folder that is not there: ${path}` : `cannot be read (${code})`
    const cure = 'Make it, or name another one from the folder of the project: its .md and .txt files are read.'
    faults.push({ where: where(''), problem: `${problem}.`, cure })
    return undefined
  }
}

/** One for everybody, or one for each language; whoever has none of their own reads the plain one, or else the English. */
function greetingOf(found: readonly { readonly name: string; readonly text: string }[]): Sentence | undefined {
  const said = found.filter(({ text }) => text !== '')
  const plain = said.find(({ name }) => name.toLowerCase() === 'greeting.md')?.text
  const inLanguages = said.flatMap(({ name, text }) => {
    const language = GREETING.exec(name)?.[1]?.toLowerCase()
    return language === undefined ? [] : [[language, text] as const]
  })
  if (inLanguages.length === 0) return plain
  const byLanguage: Readonly<Record<string, string>> = Object.fromEntries(inLanguages)
  return { ...byLanguage, en: byLanguage.en ?? plain ?? inLanguages[0]![1] }
}
