import type { IncomingMessage, ServerResponse } from 'node:http'

/** Events as they happen (server-sent events), each a JSON object with a `type`. */
export function streamEvents(
  events: { subscribe(hear: (event: unknown) => void): () => void },
  request: IncomingMessage,
  response: ServerResponse,
) {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  })
  response.write('retry: 1000\n\n')
  const unsubscribe = events.subscribe((event) => {
    response.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  request.socket.on('close', unsubscribe)
  response.on('close', unsubscribe)
}
