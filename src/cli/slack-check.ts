import type { SlackSettings } from '../domain/slack.ts'
import type { Finding } from './doctor.ts'
import type { GraphFetch } from './graph-check.ts'

const PATIENCE_MS = 10_000
const NEEDED = [
  'channels:history',
  'channels:read',
  'chat:write',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'reactions:write',
  'users:read',
  'users:read.email',
]
const BOT = 'Copy the Bot User OAuth Token anew from api.slack.com/apps > your app > OAuth & Permissions.'
const APP = 'Make an app-level token with connections:write under Basic Information, and switch Socket Mode on.'

interface Answer {
  readonly ok?: boolean
  readonly error?: string
  readonly team?: string
  readonly user?: string
}

/** Asks Slack whether it takes the tokens, and what the bot may do. */
export async function slackFindings(settings: SlackSettings | undefined, fetch: GraphFetch): Promise<Finding[]> {
  if (!settings) return []
  const base = settings.apiUrl.replace(/\/+$/, '')
  const ask = async (method: string, token: string) => {
    const response = await fetch(`${base}/${method}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const scopes = response.headers.get('x-oauth-scopes')
    return { answer: read(await response.text()), scopes: scopes?.split(/,\s*/) }
  }
  try {
    const { answer, scopes } = await ask('auth.test', settings.botToken)
    const found: Finding[] = [botFinding(answer, scopes, settings)]
    if (settings.way.kind === 'sockets') {
      const opened = (await ask('apps.connections.open', settings.way.appToken)).answer
      if (!opened.ok)
        found.push({ what: 'Slack', state: 'fail', detail: `does not take the app token (${opened.error})`, cure: APP })
    }
    return found
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } }
    const detail = `${base} cannot be reached (${cause?.code ?? message})`
    return [
      {
        what: 'Slack',
        state: 'fail',
        detail,
        cure: 'May this machine reach Slack? A proxy or firewall may stand between.',
      },
    ]
  }
}

function botFinding(answer: Answer, scopes: readonly string[] | undefined, { channel }: SlackSettings): Finding {
  if (!answer.ok)
    return { what: 'Slack', state: 'fail', detail: `does not take the bot token (${answer.error})`, cure: BOT }
  const missing = scopes ? NEEDED.filter((scope) => !scopes.includes(scope)) : []
  if (missing.length > 0) {
    const cure = 'Add them under OAuth & Permissions > Scopes, and install the app anew.'
    return { what: 'Slack', state: 'fail', detail: `the bot lacks the scopes ${missing.join(', ')}`, cure }
  }
  return { what: 'Slack', state: 'ok', detail: `${answer.user} of ${answer.team}; cases go to ${channel}` }
}

function read(text: string): Answer {
  try {
    return JSON.parse(text)
  } catch {
    return { ok: false, error: 'its answer cannot be read' }
  }
}
