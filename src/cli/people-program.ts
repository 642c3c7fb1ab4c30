import type { Command } from 'commander'
import type { Needs } from './memory-program.ts'

const ROLE = [
  '--role <role>',
  'owner, admin, supervisor, member (usual) or viewer; the first teammate is owner',
] as const
const SCOPE = ['--lines <names>', 'the lines they work on, with commas between (all)'] as const

/** `wabaton teammate` and `wabaton token`: who may sign in, and which programs may ask. */
export function addPeopleCommands(program: Command, { run, surroundings, which }: Needs): void {
  const teammate = program
    .command('teammate [act] [email] [slack]')
    .description(
      'list who may sign in; add, reset (another password) or remove somebody, or say that they are away or back, or who they are in Slack',
    )
  const token = program
    .command('token [act] [name]')
    .description('list tokens for programs; create one by a name, or revoke one by its id')
    .option('--days <number>', 'how long it is good, or never (90)')
  for (const command of [teammate, token]) for (const option of [ROLE, SCOPE, ...which]) command.option(...option)

  teammate.action((act, email, slack, options) =>
    run(
      () => import('./teammate.ts'),
      ({ teammate: done }) => done({ ...options, act, email, slack }, surroundings),
    ),
  )
  token.action((act, name, options) =>
    run(
      () => import('./token.ts'),
      ({ token: done }) => done({ ...options, act, name }, surroundings),
    ),
  )
}
