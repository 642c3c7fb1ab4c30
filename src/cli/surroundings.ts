import { withEnvFile } from '../config/environment.ts'

/** What commands touch of the world, so that tests run them without a process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly print: (line: string) => void
}

/** The environment with `.env` below it; agents and the keys of their models find it in `process.env` as well. */
export function adoptEnvFile({ env, folder }: Surroundings): Surroundings['env'] {
  const whole = withEnvFile(folder, env)
  for (const [name, value] of Object.entries(whole)) process.env[name] ||= value
  return whole
}
