import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A message that the server under test sends to a customer. */
export interface Sends {
  readonly wamid: string
  readonly line: string
  readonly to: string
  readonly text: string
  readonly callback: string | undefined
}

/** An error answer of Meta. */
export interface GraphFault {
  readonly status: number
  readonly code: number
}

export interface FakeGraph {
  readonly url: string
  /** Hears of every send that was accepted, before the answer is written. */
  onSend: (send: Sends) => void
  /** So many templates were taken. */
  templates: number
  /** How long the next answer takes. */
  delayMs: () => number
  /** Asked for each send. */
  faultFor: (send: Pick<Sends, 'text'>) => GraphFault | undefined
  close(): void
}

/** What the account of the bench may send to whoever has not written. */
const TEMPLATE = {
  ...{ id: '1', name: 'spring_sale', language: 'en', status: 'APPROVED', category: 'MARKETING' },
  ...{ parameter_format: 'POSITIONAL', components: [{ type: 'BODY', text: 'Hello {{1}}, all is cheaper.' }] },
}

/** As much of Meta as a load test needs: it takes a text, gives it an id, and keeps its connections. */
export async function startGraph(port: number): Promise<FakeGraph> {
  let count = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      const delayMs = graph.delayMs()
      if (delayMs > 0) setTimeout(() => answer(request, response, body), delayMs)
      else answer(request, response, body)
    })
  })
  server.keepAliveTimeout = 75_000

  function answer(request: IncomingMessage, response: ServerResponse, body: string) {
    if (request.method === 'GET') {
      if (request.url!.includes('/message_templates')) return write(response, 200, { data: [TEMPLATE] })
      return write(response, 404, { error: { message: 'Nothing is told here.', code: 100 } })
    }
    const line = request.url!.split('/')[2]!
    const { to, recipient, type, text, biz_opaque_callback_data: callback } = JSON.parse(body)
    const send = { line, to: to ?? recipient, text: text?.body ?? '', callback }
    const fault = graph.faultFor(send)
    if (fault) {
      const error = { message: 'The bench refuses this once.', type: 'OAuthException', code: fault.code }
      return write(response, fault.status, { error })
    }
    const wamid = `wamid.${Buffer.from(`HBgL1555${process.pid}${count++}FQIAERgS`).toString('base64')}`
    // Nobody has asked for it: no message waits for this answer.
    if (type === 'template') graph.templates++
    else graph.onSend({ ...send, wamid })
    write(response, 200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: send.to, wa_id: send.to.replace('+', '') }],
      messages: [{ id: wamid }],
    })
  }

  function write(response: ServerResponse, status: number, body: object) {
    const text = JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length }).end(text)
  }

  const graph: FakeGraph = {
    url: `http://127.0.0.1:${port}`,
    onSend: () => {},
    templates: 0,
    delayMs: () => 0,
    faultFor: () => undefined,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return graph
}
