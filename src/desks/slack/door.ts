import { type Answer, type SlackEar, textIn } from './api.ts'

interface Signed {
  readonly body: string
  readonly headers: { readonly 'x-slack-signature': string; readonly 'x-slack-request-timestamp': number }
}

interface DoorOptions {
  readonly ear: SlackEar
  /** Whether it is Slack that says this, and says it now. */
  readonly isSigned: (request: Signed) => boolean
}

const LARGEST_BODY = 1_048_576

const answered = (body: object | undefined, status = 200) =>
  body === undefined ? new Response('', { status }) : Response.json(body, { status })

/** Slack's requests, where it reaches us over HTTP. The raw bytes are checked before anything is read in them. */
export function createDoor({ ear, isSigned }: DoorOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { headers } = request
    const body = await bodyOf(request)
    if (body === undefined) return answered({ ok: false }, 413)
    const at = Number(headers.get('x-slack-request-timestamp') ?? Number.NaN)
    const signature = headers.get('x-slack-signature') ?? ''
    const signed: Signed = { body, headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': at } }
    if (!Number.isInteger(at) || !isSigned(signed))
      return answered({ ok: false, error: 'This was not signed by Slack.' }, 401)
    const said = read(body, headers.get('content-type') ?? '')
    if (!said) return answered({ ok: false, error: 'This cannot be read.' }, 400)
    if (said.type === 'url_verification') return answered({ challenge: textIn(said, 'challenge') })
    try {
      if (said.type !== 'event_callback') return answered(await ear.interaction(said))
      await ear.event(said)
      return answered(undefined)
    } catch {
      // Slack brings it again.
      return answered({ ok: false }, 503)
    }
  }
}

/** Undefined where it is larger than anything of Slack's. */
async function bodyOf({ body }: Request): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > LARGEST_BODY) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Events come as JSON, presses as JSON inside a form. */
function read(body: string, type: string): Answer | undefined {
  try {
    const json = type.includes('form-urlencoded') ? new URLSearchParams(body).get('payload') : body
    const value: unknown = JSON.parse(json ?? '')
    return typeof value === 'object' && value !== null ? (value as Answer) : undefined
  } catch {
    return undefined
  }
}
