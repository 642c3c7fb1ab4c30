import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../graph-transport.ts'
import { objectToControl, objectToHost } from '../loopback.ts'
import { answerJson, type SlackAnswer } from './answer.ts'
import { isPlain } from './arguments.ts'
import { BadSlackControl, type PageLink, SLACK_ACTIONS, slackState, welcome } from './control.ts'
import type { SlackDouble } from './double.ts'
import { pageFile } from './page-files.ts'
import type { Plain } from './shapes.ts'
import { handleOf } from './workspace.ts'

/** Everything of the pretend Slack is below this. */
export const SLACK_PREFIX = '/slack'

const LARGEST_BODY = 140 * 1024 * 1024

export interface SlackListenerOptions {
  /** Who works here besides; asked whenever the page looks. */
  readonly people?: () => Promise<readonly { realName: string; email: string }[]>
  /** Other pages beside this one. */
  readonly links?: readonly PageLink[]
}

/** For `node:http`: the page (`/slack`), its control (`/slack/control/...`), and all of Slack but its sockets. */
export function createSlackListener(slack: SlackDouble, options: SlackListenerOptions = {}) {
  return (request: IncomingMessage, response: ServerResponse) => {
    answerTo(slack, options, request, response).catch(() => response.destroy())
  }
}

async function answerTo(
  slack: SlackDouble,
  { people, links }: SlackListenerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const objection = objectToHost(request)
  if (objection) return send(response, refusal(objection.status, objection.reason))
  const { method = 'GET', url = '/' } = request
  const path = url.startsWith(SLACK_PREFIX) ? url.slice(SLACK_PREFIX.length) || '/' : url
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  if (method === 'GET') {
    if (pathname === '/control/events') return stream(slack, request, response)
    if (pathname === '/control/state') {
      const here = (await people?.()) ?? []
      welcome(
        slack,
        here.map((one) => ({ ...one, name: handleOf(one.realName) })),
      )
      return send(response, answerJson(slackState(slack, searchParams, links)))
    }
    if (pathname === '/control/file') return send(response, ownFile(slack, searchParams.get('id') ?? ''))
    const file = pageFile(pathname.slice(1))
    if (file) return send(response, file)
  }
  const body = await readBody(request, LARGEST_BODY)
  if (method === 'POST' && pathname.startsWith('/control/')) {
    const refused = objectToControl(request)
    if (refused) return send(response, refusal(refused.status, refused.reason))
    return send(response, await act(slack, pathname.slice('/control/'.length), body))
  }
  const headers: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value[0] : value
  send(response, slack.request({ method, path, headers, body }))
}

const refusal = (status: number, error: string) => answerJson({ error }, {}, status)

async function act(slack: SlackDouble, verb: string, body: Uint8Array): Promise<SlackAnswer> {
  const action = Object.hasOwn(SLACK_ACTIONS, verb) ? SLACK_ACTIONS[verb] : undefined
  if (!action) return refusal(404, `Nothing is at ${SLACK_PREFIX}/control/${verb}.`)
  try {
    return answerJson((await action(slack, parse(body))) ?? {})
  } catch (error) {
    return refusal(400, error instanceof Error ? error.message : String(error))
  }
}

function parse(body: Uint8Array): Plain {
  const value: unknown = body.length === 0 ? {} : JSON.parse(Buffer.from(body).toString('utf8'))
  if (!isPlain(value)) throw new BadSlackControl('The body is a JSON object.')
  return value
}

/** The page is this machine's own and has no token. Only pictures are shown in place. */
function ownFile(slack: SlackDouble, id: string): SlackAnswer {
  const file = slack.workspace.files.get(id)
  if (!file) return refusal(404, 'There is no such file.')
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)
  const headers = {
    'content-type': isPicture ? file.mimetype : 'application/octet-stream',
    'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  }
  return { kind: 'answer', status: 200, headers, body: file.bytes }
}

/** Says that something has changed; the page asks what. */
function stream(slack: SlackDouble, request: IncomingMessage, response: ServerResponse) {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  })
  response.write('retry: 1000\n\n')
  const unsubscribe = slack.happenings.subscribe((happening) => {
    response.write(`data: ${JSON.stringify(happening)}\n\n`)
  })
  request.socket.on('close', unsubscribe)
  response.on('close', unsubscribe)
}

function send(response: ServerResponse, answered: SlackAnswer) {
  if (answered.kind !== 'answer') return void response.destroy()
  response.writeHead(answered.status, { ...answered.headers, 'cache-control': 'no-store' })
  response.end(answered.body)
}
