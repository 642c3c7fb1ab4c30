import { withEnvFile } from '../config/environment.ts'

/** What commands touch of the world, so that tests run them without a process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly print: (line: string) => void
}

/** Names that stand in `process.env` only because `.env` gave them. */
const adopted = new Set<string>()

/**
 * The environment with `.env` below it; agents and the keys of their models find it in `process.env` as well. What has
 * changed in the file since the last time changes there too.
 */
export function adoptEnvFile({ env, folder }: Surroundings): Surroundings['env'] {
  const whole = withEnvFile(folder, env)
  for (const name of adopted) if (whole[name] === undefined) delete process.env[name]
  for (const [name, value] of Object.entries(whole)) {
    if (process.env[name] && !adopted.has(name)) continue
    process.env[name] = value
    adopted.add(name)
  }
  return whole
}
