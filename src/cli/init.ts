import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONFIG_FILES } from '../config/files.ts'

const VERIFY_TOKEN_BYTES = 32
const IGNORED = ['.env', '.wabaton/']

const CHANNELS = `# Wabaton's settings. Every key is described in docs/guides/configuration.md.
# Secrets are not here but in .env, which is kept out of the repository.
channels:
  whatsapp:
    # Who answers. demo is scripted and needs no model; support and sales are ready-made and need the key of a model's
    # provider in .env (OPENAI_API_KEY=...). For one of your own write agents/<name>.agent.yaml in this folder, as
    # docs/guides/agents.md shows, and put the name here.
    default_agent: demo

    # How the number is called in lists and logs.
    # name: My shop

    # Against runaway loops: more messages than this wait, none is dropped.
    rate_limit:
      window_seconds: 60
      max_messages: 30
      scope: customer

    # Several numbers: one entry each, by the phone number id that Meta shows. What an entry leaves out comes from .env;
    # then remove WHATSAPP_PHONE_NUMBER_ID there.
    # lines:
    #   "106540352242922":
    #     name: sales
    #     displayName: Sales
    #     agent: demo
    #     accessToken: \${SALES_ACCESS_TOKEN}
`

const envFile = (verifyToken: string) => `# Secrets of this installation. Never commit this file.

# Random, made for you. Enter the same in Meta: your app > WhatsApp > Configuration > Verify token.
WHATSAPP_VERIFY_TOKEN=${verifyToken}

# Meta's Business Settings > Users > System users > Generate token, with the permission whatsapp_business_messaging.
WHATSAPP_ACCESS_TOKEN=

# developers.facebook.com/apps > your app > WhatsApp > API Setup > Phone number ID (not the number itself).
WHATSAPP_PHONE_NUMBER_ID=

# developers.facebook.com/apps > your app > App Settings > Basic > App secret.
WHATSAPP_APP_SECRET=
`

const NEXT_STEPS = [
  'Next:',
  '  1. Fill the three empty slots of .env; above each stands where Meta shows it.',
  '  2. wabaton doctor   checks them with Meta.',
  '  3. wabaton serve    starts on port 8000.',
  '  4. In Meta under WhatsApp > Configuration enter the callback URL https://<your address>/whatsapp/webhook and',
  '     the verify token from .env, and subscribe to the field messages.',
  'No Meta account yet? wabaton simulate shows everything without one.',
]

export interface InitArguments {
  readonly folder: string
}

export interface InitOutput {
  readonly print: (line: string) => void
  readonly random?: (bytes: number) => Buffer
}

/** Writes the first configuration of a project. Touches nothing where one exists. */
export async function init({ folder }: InitArguments, { print, random = randomBytes }: InitOutput): Promise<number> {
  const present = [...CONFIG_FILES, '.env'].filter((name) => existsSync(join(folder, name)))
  if (present.length > 0) {
    for (const name of present) print(`${name} is there already and was left as it is.`)
    print(
      'Nothing was written. Complete these files by hand (see docs/guides/configuration.md), or run this in another folder.',
    )
    return 1
  }
  const write = (name: string, content: string, mode?: number) => {
    writeFileSync(join(folder, name), content, { flag: 'wx', ...(mode ? { mode } : {}) })
    print(`Wrote ${name}`)
  }
  mkdirSync(join(folder, 'config'), { recursive: true })
  ignoreSecrets(folder, print)
  write('.env', envFile(random(VERIFY_TOKEN_BYTES).toString('base64url')), 0o600)
  write('config/channels.yaml', CHANNELS)
  for (const line of ['', ...NEXT_STEPS]) print(line)
  return 0
}

/** Before the secrets are written, so that no moment exists in which they could be committed. */
function ignoreSecrets(folder: string, print: (line: string) => void) {
  const file = join(folder, '.gitignore')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const bare = (line: string) => line.trim().replace(/^\//, '').replace(/\/$/, '')
  const listed = before.split('\n').map(bare)
  const missing = IGNORED.filter((entry) => !listed.includes(bare(entry)))
  if (missing.length === 0) return
  writeFileSync(file, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`)
  print(`${before ? 'Added to' : 'Wrote'} .gitignore: ${missing.join(', ')}`)
}
