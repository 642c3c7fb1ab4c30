import type { LineSettings, Settings } from '../config/settings.ts'
import type { Finding } from './doctor.ts'

/** The part of `fetch` that the diagnosis needs. */
export type GraphFetch = (
  url: string,
  options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<{
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}>

const PATIENCE_MS = 10_000
/** Meta signs and dates everything; a clock further off misjudges windows and expiry. */
const CLOCK_TOLERANCE_MS = 60_000

type Answer =
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'answered'; readonly status: number; readonly date: string | null; readonly body: unknown }

/** Asks Graph for every line: is it reachable, is the token right, is the number ready. */
export async function graphFindings({ lines, graph }: Settings, fetch: GraphFetch) {
  const answers = await Promise.all(
    lines.map(async (line) => ({ line, answer: await ask(line, `${graph.url}/${graph.version}`, fetch) })),
  )
  const dates = answers.flatMap(({ answer }) => (answer.kind === 'answered' && answer.date ? [answer.date] : []))
  const lost = answers.map(({ answer }) => answer).find((answer) => answer.kind === 'unreachable')
  const reached: Finding = lost
    ? { what: 'Graph API', state: 'fail', ...unreachable(graph.url, lost.code) }
    : { what: 'Graph API', state: 'ok', detail: `${graph.url} answers, version ${graph.version}` }
  const findings = answers.flatMap(({ line, answer }): Finding[] =>
    answer.kind === 'answered' ? [{ what: `line ${line.name}`, ...verdict(answer) }] : [],
  )
  return { findings: [reached, ...findings], dates }
}

async function ask(line: LineSettings, base: string, fetch: GraphFetch): Promise<Answer> {
  try {
    const response = await fetch(`${base}/${line.phoneNumberId}?fields=display_phone_number,verified_name,status`, {
      headers: { authorization: `Bearer ${line.accessToken}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return {
      kind: 'answered',
      status: response.status,
      date: response.headers.get('date'),
      body: read(await response.text()),
    }
  } catch (error) {
    const { cause, code, name } = error as { cause?: { code?: string }; code?: unknown; name?: string }
    const known = cause?.code ?? (typeof code === 'string' ? code : name)
    return { kind: 'unreachable', code: known ?? 'no reason given' }
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreachable(url: string, code: string): { detail: string; cure: string } {
  const detail = `${url} cannot be reached (${code})`
  if (/ENOTFOUND|EAI_AGAIN/.test(code))
    return { detail, cure: 'The name is not found: is this machine online, and its DNS working?' }
  if (/Timeout|TIMEDOUT|Abort/i.test(code))
    return { detail, cure: 'No answer in time: does a firewall stop outgoing HTTPS?' }
  if (/CERT|SSL|TLS|SIGNATURE/.test(code))
    return {
      detail,
      cure: 'The certificate is not trusted: does a proxy stand between? Give its CA in NODE_EXTRA_CA_CERTS.',
    }
  return { detail, cure: 'Does a firewall or proxy stop outgoing HTTPS? Is WHATSAPP_GRAPH_URL right, if it is set?' }
}

type Verdict = Omit<Finding, 'what'>

/** Meta's own error text is never shown: for a bad token it repeats the token. */
function verdict({ status, body }: Extract<Answer, { kind: 'answered' }>): Verdict {
  const { error, ...number } = (body ?? {}) as Record<string, unknown>
  if (body === undefined || body === null || typeof body !== 'object')
    return {
      state: 'fail',
      detail: `HTTP ${status} without JSON: this is not Meta answering`,
      cure: 'Look for a proxy in between, or a wrong WHATSAPP_GRAPH_URL.',
    }
  if (error) return refusal(error as { code?: number; error_subcode?: number })
  if (status >= 400)
    return { state: 'fail', detail: `HTTP ${status} without an error code`, cure: 'Try again in a minute.' }
  const shown = [number.display_phone_number, number.verified_name].filter(Boolean).join(', ') || 'the number'
  if (number.status === undefined) return { state: 'warn', detail: `${shown}: Meta names no status` }
  if (number.status === 'CONNECTED') return { state: 'ok', detail: `${shown}: connected, token accepted` }
  return {
    state: 'fail',
    detail: `${shown}: status ${String(number.status)}, not CONNECTED`,
    cure: 'Register the number under WhatsApp > API Setup, or see in WhatsApp Manager > Phone numbers what Meta asks for.',
  }
}

const SYSTEM_USER = 'Business Settings > Users > System users > Generate token'
const EXPIRED = 463

function refusal({ code, error_subcode: subcode }: { code?: number; error_subcode?: number }): Verdict {
  const shown = `(Meta's code ${code ?? 'none'}${subcode ? `/${subcode}` : ''})`
  if (code === 190 && subcode === EXPIRED)
    return {
      state: 'fail',
      detail: `the access token has expired ${shown}`,
      cure: `A temporary token lasts a day. Make a lasting one: ${SYSTEM_USER}.`,
    }
  if (code === 190 || code === 0)
    return {
      state: 'fail',
      detail: `the access token is not valid ${shown}`,
      cure: `Copy it again, whole, or make a new one: ${SYSTEM_USER}.`,
    }
  if (code === 100)
    return {
      state: 'fail',
      detail: `the phone number id is wrong, or this token may not see it ${shown}`,
      cure: "Copy 'Phone number ID' from WhatsApp > API Setup (not the number, not the account id), and assign the WhatsApp account to the system user.",
    }
  if (code === 10 || (code !== undefined && code >= 200 && code <= 299))
    return {
      state: 'fail',
      detail: `the token lacks a permission ${shown}`,
      cure: `Make a token with whatsapp_business_messaging and whatsapp_business_management: ${SYSTEM_USER}; assign it the WhatsApp account.`,
    }
  if (code !== undefined && [1, 2, 4, 80007, 130429].includes(code))
    return { state: 'warn', detail: `Meta cannot say just now ${shown}`, cure: 'Run doctor again in a few minutes.' }
  return {
    state: 'fail',
    detail: `Meta refuses ${shown}`,
    cure: "Look the code up in Meta's list of Cloud API error codes.",
  }
}

/** The machine's clock against Graph's. */
export function clockFinding(dates: readonly string[], now: number): Finding | undefined {
  const theirs = Date.parse(dates[0] ?? '')
  if (Number.isNaN(theirs)) return undefined
  const seconds = Math.round(Math.abs(now - theirs) / 1000)
  if (Math.abs(now - theirs) <= CLOCK_TOLERANCE_MS)
    return { what: 'clock', state: 'ok', detail: 'agrees with that of Meta' }
  return {
    what: 'clock',
    state: 'warn',
    detail: `is ${seconds} s ${now > theirs ? 'ahead of' : 'behind'} that of Meta: reply windows would be misjudged`,
    cure: 'Let the machine set its clock from the network (NTP).',
  }
}
