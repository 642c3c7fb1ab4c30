import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { Command } from 'commander'
import { ConfigError } from '../config/faults.ts'
import { CannotListen } from '../http/server.ts'
import { StoreUnusable } from '../store/database.ts'
import { addCampaignCommands } from './campaign-program.ts'
import { addMemoryCommands } from './memory-program.ts'
import { Misunderstood } from './misunderstood.ts'
import { addPeopleCommands } from './people-program.ts'
import type { Surroundings } from './surroundings.ts'
import { addTemplateCommands } from './template-program.ts'

const print = (line: string) => console.log(line)
const surroundings: Surroundings = { env: { ...process.env }, folder: process.cwd(), print }
const CONFIG = [
  '-c, --config <file>',
  'read this configuration file instead of those with the documented names',
] as const

const SIMULATOR = ['--simulator', 'ask the simulator instead of the real server'] as const

const AS = ['--as <name>', 'in whose name (yours on this machine)'] as const

// A command is loaded when it is asked for: a server should not keep the others in memory.
const desk = () => import('./desk-commands.ts')
const talk = () => import('./desk-talk.ts')
const data = () => import('./customer-data.ts')
const checks = async () => ({ ...(await import('./doctor.ts')), ...(await import('./probes.ts')) })

const program = new Command('wabaton')
  .description('AI agents and people answer your customers on WhatsApp and pass the baton in one thread.')
  .version(JSON.parse(readFileSync(findPackageJSON(import.meta.url)!, 'utf8')).version)
  .showHelpAfterError('Run wabaton --help to see all commands.')

program
  .command('serve')
  .description('start the server')
  .option(...CONFIG)
  .option('--host <address>', 'listen on this address (0.0.0.0)')
  .option('--port <number>', 'listen on this port (8000)')
  .option('--reload', 'start again when the configuration changes')
  .option('--no-watch', 'do not go over to a changed configuration')
  .action((options) =>
    run(
      () => import('./serve.ts'),
      ({ serve }) => serve(options, surroundings),
    ),
  )
program
  .command('simulate')
  .description('start with a pretend WhatsApp: no Meta account, no key')
  .option(...CONFIG)
  .option('--port <number>', 'listen on this port (8000)')
  .action((options) =>
    run(
      () => import('./simulate.ts'),
      ({ simulate }) => simulate(options, surroundings),
    ),
  )
program
  .command('phone')
  .description('write to a running simulator as a customer, here in the terminal')
  .option('--url <address>', 'where the simulator is', 'http://127.0.0.1:8000/sim')
  .option('--customer <phone>', 'whose phone this is')
  .option('--line <name>', 'whom to write to')
  .action((options) =>
    run(
      () => import('./phone.ts'),
      ({ phone }) => phone(options, surroundings),
    ),
  )
program
  .command('init')
  .description('write a first configuration, with a random verify token')
  .action(() =>
    run(
      () => import('./init.ts'),
      ({ init }) => init(surroundings, surroundings),
    ),
  )
program
  .command('doctor')
  .description('check the configuration, the store, the clock and the way to Meta')
  .option(...CONFIG)
  .action((options) =>
    run(checks, ({ doctor, probes }) =>
      doctor({ ...options, folder: surroundings.folder }, { ...surroundings, probes }),
    ),
  )
program
  .command('migrate')
  .description('bring the store to the schema of this version')
  .option(...CONFIG)
  .action((options) =>
    run(
      () => import('./migrate.ts'),
      ({ migrate }) => migrate(options, surroundings),
    ),
  )
program
  .command('handoffs')
  .description('list the conversations that wait for a person')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((options) => run(desk, ({ handoffs }) => handoffs(options, surroundings)))
program
  .command('release <handoff>')
  .description('give a conversation back to the agent')
  .option('--outcome <line>', 'what came of it, for whoever answers next')
  .option(...AS)
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((handoff, options) => run(talk, ({ release }) => release({ ...options, handoff }, surroundings)))
program
  .command('conversations')
  .description('list the conversations, and who has them')
  .option('--view <view>', 'waiting, mine, team, agent or all')
  .option(...AS)
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((options) => run(talk, ({ conversations }) => conversations(options, surroundings)))
program
  .command('thread <conversation>')
  .description('show what was said last in a conversation, with its notes')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((conversation, options) => run(talk, ({ thread }) => thread({ ...options, conversation }, surroundings)))
program
  .command('reply <conversation> <text>')
  .description('write to a customer; the conversation is yours with it')
  .option('--over', 'also where another teammate has it')
  .option(...AS)
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((conversation, text, options) =>
    run(talk, ({ reply }) => reply({ ...options, conversation, text }, surroundings)),
  )
program
  .command('note <conversation> <text>')
  .description('write something for teammates, which never leaves')
  .option(...AS)
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((conversation, text, options) =>
    run(talk, ({ note }) => note({ ...options, conversation, text }, surroundings)),
  )
addCampaignCommands(program, { run, surroundings, which: [CONFIG, SIMULATOR] })
addTemplateCommands(program, { run, surroundings, which: [CONFIG, SIMULATOR] })
program
  .command('letters')
  .description('list the work that failed for good')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((options) => run(desk, ({ letters }) => letters(options, surroundings)))
program
  .command('replay <kind> <key>')
  .description('try a dead letter again')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((kind, key, options) => run(desk, ({ replay }) => replay({ ...options, kind, key }, surroundings)))
program
  .command('unconfirmed')
  .description('list the replies of which nobody knows whether they arrived')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((options) => run(desk, ({ unconfirmed }) => unconfirmed(options, surroundings)))
for (const [choice, description] of [
  ['send-again', 'send an unconfirmed reply once more'],
  ['leave', 'leave an unconfirmed reply as it is'],
] as const)
  program
    .command(`${choice} <delivery>`)
    .description(description)
    .option(...CONFIG)
    .option(...SIMULATOR)
    .action((delivery, options) => run(desk, ({ settle }) => settle({ ...options, delivery, choice }, surroundings)))
program
  .command('lines')
  .description('list the lines, and which of them Meta does not let send')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((options) => run(desk, ({ lines }) => lines(options, surroundings)))
program
  .command('resume <line>')
  .description('let a paused line send again')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((line, options) => run(desk, ({ resume }) => resume({ ...options, line }, surroundings)))

program
  .command('identity [decision] [question]')
  .description('list customers who may be one; with same, different or undo, decide')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((decision, question, options) =>
    run(
      () => import('./identity.ts'),
      ({ identity }) => identity({ ...options, decision, question }, surroundings),
    ),
  )
program
  .command('export <customer>')
  .description('write all that is kept of a customer, as JSON')
  .option('--out <file>', 'write it to this file')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((customer, options) => run(data, ({ exportData }) => exportData({ ...options, customer }, surroundings)))
program
  .command('erase <customer>')
  .description('erase all that is kept of a customer, for good')
  .option('--yes', 'do it; without this it only tells what would go')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((customer, options) => run(data, ({ erase }) => erase({ ...options, customer }, surroundings)))

const consents = () => import('./consent.ts')
const consent = program.command('consent').description('who wants marketing and who does not, with the proof')
consent
  .command('show <customer>')
  .description('show whether a customer wants marketing, and all that was said of it')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((customer, options) =>
    run(consents, ({ consentShow }) => consentShow({ ...options, customer }, surroundings)),
  )
consent
  .command('import <csv>')
  .description('keep what a list says: columns phone, state (in or out), at and words')
  .option('--dry', 'only tell what would be kept')
  .option('--skip-faulty', 'leave rows out that are at fault')
  .option(...CONFIG)
  .option(...SIMULATOR)
  .action((file, options) => run(consents, ({ consentImport }) => consentImport({ ...options, file }, surroundings)))

const given = { run, surroundings, which: [CONFIG, SIMULATOR] }
addPeopleCommands(program, given)
addMemoryCommands(program, given)

const LEFT_OPEN_MS = 500

await program.parseAsync()

/** What people can mend is told in a sentence, without a stack. */
async function run<Module>(load: () => Promise<Module>, command: (module: Module) => Promise<number>) {
  try {
    process.exitCode = await command(await load())
  } catch (error) {
    const known = [ConfigError, StoreUnusable, CannotListen, Misunderstood].some((kind) => error instanceof kind)
    console.error(
      known ? (error as Error).message : `Wabaton could not go on: ${error instanceof Error ? error.message : error}`,
    )
    if (!known && process.env.LOG_LEVEL === 'debug') console.error(error)
    process.exitCode = 1
  }
  // What an agent of the project holds open (a timer, a connection) must not keep a finished command alive.
  setTimeout(() => process.exit(), LEFT_OPEN_MS).unref()
}
