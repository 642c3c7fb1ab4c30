import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { VOICE_NOTE } from './ogg.ts'
import {
  type Answer,
  chatBody,
  errorBody,
  type Refusal,
  responsesBody,
  type Said,
  type Spoken,
  speak,
} from './openai-answers.ts'
import { type Api, type ModelRequest, readRequest } from './openai-requests.ts'
import { chatEvents, errorEvent, responsesEvents } from './openai-streams.ts'
import { embeddingsBody, USUAL_LENGTH } from './openai-vectors.ts'

export type { Answer, Said } from './openai-answers.ts'
export type { AskedMessage, ModelRequest } from './openai-requests.ts'

type Script = (request: ModelRequest, nth: number) => Answer | Promise<Answer>

export interface OpenAIDouble {
  /** For `OPENAI_BASE_URL` or a model's `endpoint`. */
  readonly url: string
  /** The same server as an Ollama is configured: without `/v1`. */
  readonly ollamaUrl: string
  readonly requests: readonly ModelRequest[]
  /** How many are being answered now. */
  readonly open: number
  /** From now on; `nth` counts from 1. Whatever throws in here is answered with 500 and thrown again by `close`. */
  answer(script: Script): void
  /** From now on, to who asks for vectors: of so many numbers, or something else. */
  vectors(answer: Answer | number | Promise<number>): void
  /** Waits until so many requests have come. */
  until(count: number): Promise<void>
  close(): Promise<void>
}

const PATHS: Readonly<Record<string, Api>> = {
  '/v1/chat/completions': 'chat',
  '/v1/responses': 'responses',
  '/v1/audio/transcriptions': 'transcriptions',
  '/v1/audio/speech': 'speech',
  '/v1/embeddings': 'embeddings',
}

/** A server that speaks as OpenAI does, and says what a test tells it to. */
export async function startOpenAI(first: Script = () => 'Hello!'): Promise<OpenAIDouble> {
  let script = first
  let vectors: Answer | number | Promise<number> = USUAL_LENGTH
  const requests: ModelRequest[] = []
  const faults: unknown[] = []
  const waiting = new Set<() => void>()
  let open = 0

  const server = createServer(async (incoming, outgoing) => {
    open += 1
    const hungUp = new Promise<void>((resolve) => {
      outgoing.once('close', () => {
        open -= 1
        if (!outgoing.writableFinished) resolve()
      })
    })
    try {
      const api = PATHS[incoming.url?.split('?')[0] ?? '']
      if (!api) return refuse(outgoing, { status: 404, message: `no such path: ${incoming.url}` })
      const request = await readIncoming(api, incoming, hungUp)
      requests.push(request)
      const nth = requests.length
      for (const check of waiting) check()
      const made = api === 'embeddings' ? await vectors : undefined
      if (typeof made === 'number') return sendJson(outgoing, embeddingsBody(request.body, made))
      if (made !== undefined) return await perform(made, request, nth, outgoing)
      await perform(await script(request, nth), request, nth, outgoing)
    } catch (error) {
      faults.push(error)
      if (!outgoing.headersSent) refuse(outgoing, { status: 500, message: 'the script of the test threw' })
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: `${origin}/v1`,
    ollamaUrl: origin,
    requests,
    get open() {
      return open
    },
    answer(next) {
      script = next
    },
    vectors(next) {
      vectors = next
    },
    until: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (requests.length < count) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    async close() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
      if (faults.length > 0) throw faults[0]
    },
  }
}

async function readIncoming(api: Api, incoming: IncomingMessage, hungUp: Promise<void>): Promise<ModelRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const { headers } = incoming
  if (api !== 'transcriptions') {
    return { ...readRequest(api, JSON.parse(bytes.toString())), audio: undefined, headers, hungUp }
  }
  const form = await new Response(bytes, {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData()
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  const file = form.get('file')
  if (!(file instanceof File)) throw new Error('a transcription without a file')
  const audio = { bytes: new Uint8Array(await file.arrayBuffer()), filename: file.name, mime: file.type }
  return { ...readRequest(api, fields), audio, headers, hungUp }
}

async function perform(answer: Answer, request: ModelRequest, nth: number, outgoing: ServerResponse): Promise<void> {
  const say = (said: string | Said) => speak(said, { nth, model: request.model })
  if (typeof answer === 'string') return send(say(answer), request, outgoing)
  if ('hang' in answer) return
  if ('slow' in answer) {
    await new Promise((go) => setTimeout(go, answer.slow))
    return perform(answer.answer, request, nth, outgoing)
  }
  if ('error' in answer) return fail(answer.error, say, request, outgoing)
  if ('garbage' in answer) {
    outgoing.writeHead(200, { 'content-type': request.stream ? 'text/event-stream' : 'application/json' })
    outgoing.end(answer.garbage === true ? '<html>502 Bad Gateway</html>' : answer.garbage)
    return
  }
  if ('cut' in answer) return cut(say(answer.cut), answer.quietly === true, request, outgoing)
  send(say('empty' in answer ? '' : answer), request, outgoing)
}

function send(spoken: Spoken, request: ModelRequest, outgoing: ServerResponse): void {
  if (request.api === 'speech') {
    outgoing.writeHead(200, { 'content-type': 'audio/ogg' }).end(VOICE_NOTE)
    return
  }
  if (request.stream) {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of eventsOf(spoken, request)) outgoing.write(event)
    outgoing.end()
  } else sendJson(outgoing, bodyOf(spoken, request))
}

function fail(error: Refusal, say: (said: string) => Spoken, request: ModelRequest, outgoing: ServerResponse): void {
  if (request.stream && error.after !== undefined) {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of firstHalf(eventsOf(say(error.after), request))) outgoing.write(event)
    outgoing.end(errorEvent(request.api === 'chat' ? 'chat' : 'responses', error))
  } else refuse(outgoing, error)
}

function cut(spoken: Spoken, quietly: boolean, request: ModelRequest, outgoing: ServerResponse): void {
  const body = JSON.stringify(bodyOf(spoken, request))
  const half = request.stream ? firstHalf(eventsOf(spoken, request)).join('') : body.slice(0, body.length / 2)
  outgoing.writeHead(200, { 'content-type': request.stream ? 'text/event-stream' : 'application/json' })
  if (quietly) outgoing.end(half)
  else outgoing.write(half, () => outgoing.socket?.resetAndDestroy())
}

function firstHalf(events: readonly string[]): readonly string[] {
  return events.slice(0, Math.ceil(events.length / 2))
}

function bodyOf(spoken: Spoken, { api }: ModelRequest): unknown {
  if (api === 'transcriptions') return { text: spoken.text }
  return api === 'responses' ? responsesBody(spoken) : chatBody(spoken)
}

function eventsOf(spoken: Spoken, { api, body }: ModelRequest): readonly string[] {
  if (api === 'responses') return responsesEvents(spoken)
  // Streams of chat completions tell tokens only to those who ask for them.
  return chatEvents(spoken, { tokens: Object(body.stream_options).include_usage === true })
}

function refuse(outgoing: ServerResponse, error: Refusal): void {
  if (error.retryAfter !== undefined) outgoing.setHeader('retry-after', String(error.retryAfter))
  sendJson(outgoing, errorBody(error), error.status)
}

function sendJson(outgoing: ServerResponse, body: unknown, status = 200): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify(body))
}
