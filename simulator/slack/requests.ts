import { readForm } from '../multipart.ts'
import { answer, type SlackAnswer } from './answer.ts'
import { isPlain } from './arguments.ts'
import { type Called, type CallNeeds, callMethod } from './call.ts'
import { respond } from './respond.ts'
import type { Plain } from './shapes.ts'

/** A request as the network brings it; `path` begins after Slack's own address and has its query. */
export interface SlackRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** Everything of Slack that is reached with a request: methods, uploads, files, what a press may be answered with. */
export function answerRequest(needs: CallNeeds, request: SlackRequest): SlackAnswer {
  const { world } = needs
  const { pathname, searchParams } = new URL(request.path, 'http://slack.invalid')
  const type = request.headers['content-type'] ?? ''
  if (pathname.startsWith('/api/')) {
    const read = argumentsOf(type, request.body)
    const args = { ...Object.fromEntries(searchParams), ...read.args }
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    // A token in a JSON body counts for nothing.
    const inBody = !read.json && typeof args.token === 'string' ? args.token : undefined
    return callMethod(needs, { method: pathname.slice('/api/'.length), args, token: bearer ?? inBody, json: read.json })
  }
  if (pathname.startsWith('/upload/v1/')) {
    const status = world.uploads.receive(pathname, type, request.body)
    return answer(status, 'text/plain', status === 200 ? `OK - ${request.body.length}` : 'Error')
  }
  if (pathname.startsWith('/files-pri/')) return sendFile(needs, pathname, request.headers.authorization)
  if (pathname.startsWith('/actions/')) return respond(world, pathname, request.body)
  return answer(404, 'text/html', 'Not found')
}

function argumentsOf(type: string, body: Uint8Array): Pick<Called, 'args'> & { json: boolean } {
  const text = Buffer.from(body).toString('utf8')
  if (/^application\/json/i.test(type)) {
    try {
      const value: unknown = JSON.parse(text)
      return { args: isPlain(value) ? value : {}, json: true }
    } catch {
      return { args: {}, json: true }
    }
  }
  if (/^multipart\/form-data/i.test(type)) {
    const args: Plain = {}
    for (const { name, bytes } of readForm(type, body) ?? []) args[name] = bytes.toString('utf8')
    return { args, json: false }
  }
  return { args: Object.fromEntries(new URLSearchParams(text)), json: false }
}

/** Without a token that may read files, Slack shows its sign-in page: 200 and HTML, not an error. */
function sendFile({ world, tokens }: CallNeeds, pathname: string, authorization: string | undefined): SlackAnswer {
  const token = tokens.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '')
  const id = /^\/files-pri\/[^-/]+-([^/]+)\//.exec(pathname)?.[1]
  const file = id ? world.workspace.files.get(id) : undefined
  if (!token?.scopes.includes('files:read') || world.faults.revoked(token.kind))
    return answer(200, 'text/html; charset=utf-8', '<!DOCTYPE html><html><title>Sign in</title></html>')
  if (!file) return answer(404, 'text/html', 'Not found')
  const fault = world.faults.take('file')
  if (fault?.lost) return { kind: 'reset' }
  if (fault?.status !== undefined) return answer(fault.status, 'text/html', 'Service unavailable')
  return answer(200, file.mimetype, file.bytes)
}
