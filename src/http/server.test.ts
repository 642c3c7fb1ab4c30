import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen, listenerFor } from './server.ts'

let listening: Listening
afterEach(() => listening.close())

const open = (listener: Parameters<typeof listen>[0]['listener']) => listen({ host: '127.0.0.1', port: 0, listener })

describe('the HTTP server', () => {
  it('[C6] serves a standard handler', async () => {
    listening = await open(
      listenerFor(
        async (asked) => new Response(`${asked.method} ${new URL(asked.url).pathname} ${await asked.text()}`),
      ),
    )
    const answer = await fetch(`${listening.url}/a`, { method: 'POST', body: 'text' })
    expect(await answer.text()).toBe('POST /a text')
  })

  it('says which port is taken, and which to try', async () => {
    listening = await open(() => {})
    const { port } = listening
    await expect(listen({ host: '127.0.0.1', port, listener: () => {} })).rejects.toThrow(
      `Port ${port} is taken. Stop what listens there, or choose another one: PORT=${port + 1}.`,
    )
    await expect(listen({ host: '203.0.113.7', port: 0, listener: () => {} })).rejects.toThrow(
      'is no address of this machine',
    )
  })

  it('closes although somebody watches a stream', async () => {
    listening = await open((_request, response) => void response.write('data: 1\n\n'))
    await new Promise<void>((watching) => {
      request(listening.url, (response) => {
        response.on('error', () => {})
        response.once('data', () => watching())
      })
        .on('error', () => {})
        .end()
    })
    await listening.close()
  })
})
