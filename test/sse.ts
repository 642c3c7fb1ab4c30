import { type IncomingMessage, request } from 'node:http'

/** One server-sent event, as a browser would have it. */
export interface SentEvent {
  readonly id: string
  readonly kind: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  readonly data: any
}

/** A page that follows a stream: keeps what came, and the last id it was told, as browsers do. */
export interface StreamReader {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly events: SentEvent[]
  /** Lines that say nothing, sent so that the connection stays. */
  readonly comments: string[]
  readonly lastId: string
  readonly retry: number | undefined
  /** The answer, where it is no stream. */
  readonly text: string
  readonly ended: boolean
  /** The connection is gone, without a word to the server. */
  cut(): void
}

/** Takes the bytes of a stream apart: blocks end with an empty line. */
export function eventParser(take: {
  event(event: SentEvent): void
  id(id: string): void
  comment(line: string): void
  retry(ms: number): void
}) {
  let rest = ''
  let lastId = ''
  return (chunk: string) => {
    rest += chunk
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const block = rest.slice(0, end)
      rest = rest.slice(end + 2)
      let kind = 'message'
      let data: string | undefined
      for (const line of block.split('\n')) {
        const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
        if (field === '') take.comment(line)
        if (field === 'id') lastId = value
        if (field === 'event') kind = value
        if (field === 'data') data = value
        if (field === 'retry') take.retry(Number(value))
      }
      take.id(lastId)
      if (data !== undefined) take.event({ id: lastId, kind, data: JSON.parse(data) })
    }
  }
}

export function openStream(url: string, headers: Record<string, string>): Promise<StreamReader> {
  const events: SentEvent[] = []
  const comments: string[] = []
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers, agent: false })
    asking.on('error', (error) => reject(error))
    asking.on('response', (response) => {
      let lastId = ''
      let retry: number | undefined
      let text = ''
      let ended = false
      const parse = eventParser({
        event: (event) => void events.push(event),
        comment: (line) => void comments.push(line),
        id: (id) => {
          lastId = id
        },
        retry: (ms) => {
          retry = ms
        },
      })
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        parse(chunk)
      })
      response.on('close', () => {
        ended = true
      })
      response.on('error', () => {})
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        events,
        comments,
        get lastId() {
          return lastId
        },
        get retry() {
          return retry
        },
        get text() {
          return text
        },
        get ended() {
          return ended
        },
        cut: () => asking.destroy(),
      })
    })
    asking.end()
  })
}
