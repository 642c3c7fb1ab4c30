import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from './faults.ts'

export const AGENT_FOLDER = 'config/agents'
const AGENT_FILE = /^(.+)\.agent\.ya?ml$/

export const agentFile = (name: string) => `${AGENT_FOLDER}/${name}.agent.yaml`

/** An agent as a file of the project holds it. */
export interface AgentFile {
  readonly name: string
  /** From the folder of the project. */
  readonly file: string
  readonly tree: unknown
}

export interface AgentFiles {
  readonly files: readonly AgentFile[]
  readonly faults: readonly Fault[]
  readonly warnings: readonly string[]
}

export const NO_AGENT_FILES: AgentFiles = { files: [], faults: [], warnings: [] }

/** Reads all agents of the project, used or not: one that is broken is told before somebody needs it. */
export async function readAgentFiles(folder: string): Promise<AgentFiles> {
  const path = join(folder, AGENT_FOLDER)
  if (!existsSync(path)) return NO_AGENT_FILES
  const files: AgentFile[] = []
  const faults: Fault[] = []
  const warnings: string[] = []
  // Whoever has no such file need not keep its reader in memory.
  const { readYamlTree } = await import('./yaml.ts')
  for (const entry of readdirSync(path).sort()) {
    const file = `${AGENT_FOLDER}/${entry}`
    const name = AGENT_FILE.exec(entry)?.[1]
    if (name === undefined) {
      if (/\.ya?ml$/.test(entry))
        warnings.push(`${file} is not read: the file of an agent is called <name>.agent.yaml.`)
      continue
    }
    const read = readYamlTree(join(path, entry), file)
    if ('fault' in read) faults.push(read.fault)
    files.push({ name, file, tree: 'fault' in read ? undefined : read.tree })
  }
  return { files, faults, warnings }
}
