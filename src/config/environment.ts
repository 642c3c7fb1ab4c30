import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Entry, isAbsent } from './entries.ts'
import { ConfigError } from './faults.ts'
import { nearest } from './nearest.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Which setting each variable gives, in the canonical form. The first name is the one that messages advise. */
export const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  verifyToken: ['WHATSAPP_VERIFY_TOKEN', 'WABA_WEBHOOK_VERIFY_TOKEN', 'AK_WHATSAPP__VERIFY_TOKEN'],
  accessToken: ['WHATSAPP_ACCESS_TOKEN', 'WABA_ACCESS_TOKEN', 'AK_WHATSAPP__ACCESS_TOKEN'],
  phoneNumberId: ['WHATSAPP_PHONE_NUMBER_ID', 'WABA_PHONE_NUMBER_ID', 'AK_WHATSAPP__PHONE_NUMBER_ID'],
  accountId: ['WHATSAPP_BUSINESS_ACCOUNT_ID', 'WABA_BUSINESS_ACCOUNT_ID', 'AK_WHATSAPP__BUSINESS_ACCOUNT_ID'],
  appSecret: ['WHATSAPP_APP_SECRET', 'WABA_APP_SECRET', 'AK_WHATSAPP__APP_SECRET'],
  'graph.version': ['WHATSAPP_API_VERSION', 'AK_WHATSAPP__API_VERSION', 'WHATSAPP_VERSION'],
  'graph.url': ['WHATSAPP_GRAPH_URL'],
  'store.folder': ['WABATON_DATA'],
  'store.url': ['DATABASE_URL'],
  'turn.settle': ['WABATON_SETTLE_MS'],
  'identity.secret': ['WABATON_HASH_SECRET'],
  'server.host': ['HOST'],
  'server.port': ['PORT'],
  logLevel: ['LOG_LEVEL'],
  'server.publicUrl': ['WABATON_PUBLIC_URL'],
  'api.token': ['WABATON_API_TOKEN'],
  'signIn.secret': ['WABATON_SECRET'],
  'signIn.setupToken': ['WABATON_SETUP_TOKEN'],
  'targets.default.whatsapp': ['WHATSAPP_RECIPIENT_WAID'],
  'slack.botToken': ['SLACK_BOT_TOKEN'],
  'slack.appToken': ['SLACK_APP_TOKEN'],
  'slack.signingSecret': ['SLACK_SIGNING_SECRET'],
  'telemetry.endpoint': ['OTEL_EXPORTER_OTLP_ENDPOINT'],
  'smtp.url': ['SMTP_URL'],
  'smtp.from': ['SMTP_FROM'],
}

/** Development only, so it is no key of a file that could travel to production. */
export const ALLOW_UNSIGNED = 'WABATON_ALLOW_UNSIGNED'

const NAMES = [...Object.values(VARIABLES).flat(), ALLOW_UNSIGNED]

export const readEnvironment = (env: Environment): Entry[] =>
  Object.entries(VARIABLES).flatMap(([path, names]) =>
    names.filter((name) => !isAbsent(env[name])).map((where) => ({ path, value: env[where], where })),
  )

/** More different letters than this are a variable of somebody else, such as one that a file reads by its name. */
const MISSPELT = 2

/** Variables that look meant for us and do nothing. */
export function strayVariables(env: Environment): string[] {
  const warnings: string[] = []
  for (const name of Object.keys(env).filter((each) => !isAbsent(env[each]) && !NAMES.includes(each))) {
    if (name === 'SYNAP_API_KEY' || name === 'SYNAP_SERVER_URL')
      warnings.push(`${name} is not needed: Wabaton has its own memory. You can remove it.`)
    if (!/^(WHATSAPP|WABA|WABATON|AK_WHATSAPP)_/.test(name)) continue
    const guess = nearest(name, NAMES, MISSPELT)
    if (guess) warnings.push(`${name} is not a variable of Wabaton and does nothing. Did you mean ${guess}?`)
  }
  return warnings
}

/** The `.env` file of a folder; empty when there is none. The real environment goes above it. */
export function readEnvFile(folder: string): Record<string, string> {
  const file = join(folder, '.env')
  if (!existsSync(file)) return {}
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    const problem = `cannot be read (${(error as NodeJS.ErrnoException).code}).`
    throw new ConfigError([{ where: '.env', problem, cure: 'It must belong to the user that runs Wabaton (chown).' }])
  }
  const found: Record<string, string> = {}
  // Some editors begin a file with a mark that would become part of the first name.
  for (const [name, value] of Object.entries(parseEnv(content.replace(/^\uFEFF/, '')))) if (value) found[name] = value
  return found
}

/** The environment a command runs on: the real one, above the `.env` file. An empty variable hides nothing. */
export const withEnvFile = (folder: string, env: Environment): Environment => ({
  ...readEnvFile(folder),
  ...Object.fromEntries(Object.entries(env).filter(([, value]) => !isAbsent(value))),
})
