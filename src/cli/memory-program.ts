import type { Command } from 'commander'
import type { Surroundings } from './surroundings.ts'

type Option = readonly [flags: string, description: string]

/** What commands that stand in a file of their own are given. */
export interface Needs {
  readonly run: <Module>(load: () => Promise<Module>, command: (module: Module) => Promise<number>) => Promise<void>
  readonly surroundings: Surroundings
  /** What every command takes that asks a store. */
  readonly which: readonly Option[]
}

const CUSTOMER: Option = ['--customer <name>', 'of this customer: a phone in any form, or an id']
const TENANT: Option = ['--tenant <name>', 'of this tenant of the business']
const TYPE: Option = ['--type <type>', 'the type of document, such as playbook']

/** `wabaton memory`: what is remembered, and the documents that agents answer from. */
export function addMemoryCommands(program: Command, { run, surroundings, which }: Needs): Command {
  const load = () => import('./memory.ts')
  const memory = program.command('memory').description('what agents know: documents of the business, and customers')
  const act = (usage: string, description: string, options: readonly Option[]) => {
    const command = memory.command(usage).description(description)
    for (const option of [CUSTOMER, TENANT, ...options, ...which]) command.option(...option)
    return command
  }
  act('add <paths...>', 'read files and folders: Markdown, text, HTML and PDF', [
    TYPE,
    ['--prune', 'forget what was read there and is gone'],
    ['--watch <yes|no>', 'a server that runs reads them again when they change (yes)'],
  ]).action((paths, options) => run(load, ({ memoryAdd }) => memoryAdd({ ...options, paths }, surroundings)))
  act('search <query>', 'find what is known, the best first', [
    ['--line <name>', 'only what was said on this line'],
    ['--most <number>', 'so many results, at most 50 (10)'],
  ]).action((query, options) => run(load, ({ memorySearch }) => memorySearch({ ...options, query }, surroundings)))
  act('list', 'list the documents that were kept', [TYPE]).action((options) =>
    run(load, ({ memoryList }) => memoryList(options, surroundings)),
  )
  act('remove <origin>', 'forget what was read from a file or folder', []).action((origin, options) =>
    run(load, ({ memoryRemove }) => memoryRemove({ ...options, origin }, surroundings)),
  )
  const rekey = memory
    .command('rekey')
    .description('take over what was kept under another business, such as the id of a number')
    .requiredOption('--from <business>', 'the one it was kept under')
    .requiredOption('--to <business>', 'the one it belongs to')
    .option('--apply', 'do it; without this it only tells what would be moved')
  for (const option of which) rekey.option(...option)
  rekey.action((options) =>
    run(
      () => import('./customer-data.ts'),
      (module) => module.rekey(options, surroundings),
    ),
  )
  return memory
}
