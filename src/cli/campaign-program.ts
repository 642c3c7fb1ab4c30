import type { Command } from 'commander'
import type { Needs } from './memory-program.ts'

type Option = readonly [flags: string, description: string]

const again = (value: string, before: readonly string[] = []) => [...before, value]

const PLAN: readonly Option[] = [
  ['--name <name>', 'how people will know it'],
  ['--line <name>', 'the line it leaves from (the only one)'],
  ['--template <name>', 'an approved template'],
  ['--language <code>', 'of the template, such as en_US; it is not en'],
  ['--list <csv>', 'who gets it: the first row names the columns, as phone,name,order'],
  ['--country <code>', 'reads numbers of the list that leave their country out, as DE'],
  ['--wrote-since <day>', 'instead of a list: customers who have written on the line since, as 2026-11-01'],
  ['--wrote-before <day>', 'and not since this day'],
  ['--speaks <code>', 'and write this language, as es'],
  ['--said-yes', 'and have said yes to marketing'],
  ['--from-ad', 'and have come by an ad'],
  ['--image <address>', 'the picture of the heading; --video and --document do the same'],
  ['--video <address>', 'the film of the heading'],
  ['--document <address>', 'the file of the heading'],
  ['--note <words>', 'what the agent is told of it when somebody answers'],
  ['--quiet <hours>', 'when nobody is to get it, as 21:00-8:00, or off'],
  ['--skip-faulty', 'leave rows out that are at fault'],
]

/** `wabaton campaign`: a template from one line to many. */
export function addCampaignCommands(program: Command, { run, surroundings, which }: Needs): void {
  const making = () => import('./campaign-making.ts')
  const watching = () => import('./campaign-watching.ts')
  const campaign = program
    .command('campaign')
    .description('send a template to many: looked at first, then made, started and watched')
  const act = (usage: string, description: string, options: readonly Option[] = []) => {
    const command = campaign.command(usage).description(description)
    for (const option of [...options, ...which]) command.option(...option)
    return command
  }
  const plan = (usage: string, description: string) =>
    act(usage, description, PLAN)
      .option('--metadata <key=value>', 'and whose memory holds this; give it for each', again)
      .option('--header <value>', 'what stands for the variable of the heading, as {{name}}', again)
      .option(
        '--body <value>',
        'what stands for a variable: words, or {{column}}, or {{column|otherwise}}; give it for each',
        again,
      )
      .option('--button <place=value>', 'the end of the address of a link: 0={{order}}', again)
  plan('preview', 'tell what would come of it: every fault by its row, cost, time and words; nothing is made').action(
    (options) => run(making, ({ campaignPreview }) => campaignPreview(options, surroundings)),
  )
  plan('create', 'make a draft, which nobody gets until it is started').action((options) =>
    run(making, ({ campaignCreate }) => campaignCreate(options, surroundings)),
  )
  act('start <campaign>', 'let it begin', [['--at <time>', 'not before, as 2026-12-01T09:00']]).action(
    (name, options) =>
      run(watching, ({ campaignStart }) => campaignStart({ ...options, campaign: name }, surroundings)),
  )
  for (const [to, description] of [
    ['pause', 'hold it: what has left has left'],
    ['resume', 'let it go on'],
    ['cancel', 'end it: whoever has not got it never will'],
  ] as const)
    act(`${to} <campaign>`, description).action((name, options) =>
      run(watching, ({ campaignMove }) => campaignMove({ ...options, campaign: name, to }, surroundings)),
    )
  act('delete <campaign>', 'delete a draft').action((name, options) =>
    run(watching, ({ campaignDelete }) => campaignDelete({ ...options, campaign: name }, surroundings)),
  )
  act('list', 'list them, the newest first').action((options) =>
    run(watching, ({ campaignList }) => campaignList(options, surroundings)),
  )
  act('show <campaign>', 'show how far it is', [['--follow', 'until it ends or waits for somebody']]).action(
    (name, options) => run(watching, ({ campaignShow }) => campaignShow({ ...options, campaign: name }, surroundings)),
  )
  act('report <campaign>', 'tell what came of it', [['--csv <file>', 'and of each recipient, in this file']]).action(
    (name, options) =>
      run(watching, ({ campaignReport }) => campaignReport({ ...options, campaign: name }, surroundings)),
  )
}
