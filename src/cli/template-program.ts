import type { Command } from 'commander'
import type { Surroundings } from './surroundings.ts'

type Option = readonly [flags: string, description: string]

interface Needs {
  readonly run: <Module>(load: () => Promise<Module>, command: (module: Module) => Promise<number>) => Promise<void>
  readonly surroundings: Surroundings
  /** What every command takes that asks a store. */
  readonly which: readonly Option[]
}

const FILE: Option = ['--file <json>', "the whole template, in the words of Meta's documentation"]
const LANGUAGE: Option = ['--language <code>', 'such as en_US; it is not en']
const WRITTEN: readonly Option[] = [
  FILE,
  ['--category <category>', 'marketing, utility or authentication'],
  ['--header <text>', 'one line above the text'],
  ['--body <text>', 'the text, with {{1}}, {{2}} or {{names}} in it'],
  ['--footer <text>', 'one quiet line below'],
]
const again = (value: string, before: readonly string[] = []) => [...before, value]

/** `wabaton templates`: what may be said outside the window. */
export function addTemplateCommands(program: Command, { run, surroundings, which }: Needs): void {
  const load = () => import('./template-command.ts')
  const templates = program
    .command('templates')
    .description('list the message templates and what Meta says of them')
    .option('--sync', 'ask Meta for them first')
  for (const option of which) templates.option(...option)
  templates.action((options) => run(load, ({ templateList }) => templateList(options, surroundings)))

  /** Options of the store may stand anywhere: what the command before has read of them counts too. */
  const act = (usage: string, description: string, options: readonly Option[]) => {
    const command = templates.command(usage).description(description)
    for (const option of [...options, ...which]) command.option(...option)
    return command
  }
  act('list', 'list them, as last synced', []).action((_, command) =>
    run(load, ({ templateList }) => templateList(command.optsWithGlobals(), surroundings)),
  )
  act('sync', 'ask Meta for them', []).action((_, command) =>
    run(load, ({ templateSync }) => templateSync(command.optsWithGlobals(), surroundings)),
  )
  act('create', 'hand a new one to Meta, which looks at it before it may be sent', [
    ['--name <name>', 'lower-case letters, digits and underscores'],
    LANGUAGE,
    ...WRITTEN,
    ['--account <id>', 'where lines belong to several accounts'],
  ])
    .option(
      '--example <value>',
      'what may stand for a variable, in their order or as name=value; give it for each',
      again,
    )
    .option('--button <text>', 'a quick reply; text=https://... a link, text=+1... a call; give it for each', again)
    .action((_, command) => run(load, ({ templateCreate }) => templateCreate(command.optsWithGlobals(), surroundings)))
  act('edit <name>', 'hand other words to Meta: what is not given stays', [LANGUAGE, ...WRITTEN])
    .option('--example <value>', 'what may stand for a variable; give it for each', again)
    .option('--button <text>', 'as for create; they take the place of all there are', again)
    .action((name, _, command) =>
      run(load, ({ templateEdit }) => templateEdit({ ...command.optsWithGlobals(), name }, surroundings)),
    )
  act('delete <name>', 'delete one at Meta, in all languages or in one', [
    LANGUAGE,
    ['--yes', 'do it; without this it only tells what would go'],
  ]).action((name, _, command) =>
    run(load, ({ templateDelete }) => templateDelete({ ...command.optsWithGlobals(), name }, surroundings)),
  )
  act('send <customer> <name>', 'send one to somebody who has written before', [
    LANGUAGE,
    ['--line <name>', 'from this line (the first one)'],
  ])
    .option('--header <value>', 'what stands for the variable of the heading', again)
    .option('--body <value>', 'what stands for a variable, in their order or as name=value; give it for each', again)
    .option('--button <place=value>', 'the end of the address of a link: 0=ORD-22', again)
    .action((customer, name, _, command) =>
      run(load, ({ templateSend }) => templateSend({ ...command.optsWithGlobals(), customer, name }, surroundings)),
    )
}
