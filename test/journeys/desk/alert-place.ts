import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was posted there; the same message may come twice, under one id. */
export interface AlertCall {
  readonly id: string
  readonly text: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface AlertPlace {
  readonly url: string
  readonly calls: readonly AlertCall[]
  close(): Promise<void>
}

/** A system of the business that takes alerts over real HTTP. */
export async function openAlertPlace(): Promise<AlertPlace> {
  const calls: AlertCall[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    calls.push(JSON.parse(Buffer.concat(chunks).toString()) as AlertCall)
    response.end('taken')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
