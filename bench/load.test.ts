import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../test/faults/child-server.ts'
import { endOfAnswer } from './connections.ts'
import { type FakeGraph, startGraph } from './graph.ts'
import { faultsOf } from './ledger.ts'
import { flood, openLoop, saturateReplies, writeOn } from './loops.ts'
import { mustBeFree, startProduct, startReference } from './servers.ts'
import { customerOf } from './webhooks.ts'

let graph: FakeGraph
let home: string
const closing: (() => unknown)[] = []

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'wabaton-bench-test-'))
  graph = await startGraph(await freePort())
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  graph.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a load', () => {
  it('[Q13] counts every message of a reference', async () => {
    const reference = await startReference('raw-fsync', { folder: home, port: await freePort(), graphUrl: graph.url })
    closing.push(reference.stop)
    const { counts, ackMs, replyMs } = await saturateReplies({
      target: reference.target,
      graph,
      customers: 100,
      inFlight: 8,
      forMs: 1000,
    })
    expect(counts).toMatchObject({ sent: counts.answered, acknowledged: counts.answered })
    expect(counts.answered).toBeGreaterThan(8)
    expect(faultsOf(counts)).toEqual([])
    expect([ackMs.length, replyMs.length]).toEqual([counts.answered, counts.answered])
  })

  it('[Q13] counts every message of the product: answered at once, flooded, on the clock, written on', async () => {
    const product = await startProduct({ folder: home, port: await freePort(), graphUrl: graph.url, from: 'sources' })
    closing.push(product.stop)
    const options = { target: product.target, graph, customers: 20, forMs: 1000 }
    const results = [
      await saturateReplies({ ...options, inFlight: 8 }),
      await flood({ ...options, customers: 500, inFlight: 8, forMs: 300 }),
      await openLoop({ ...options, perSecond: 40, forMs: 500, sleepMs: () => 30 }),
      await writeOn({ ...options, forMs: 500, pauseMs: () => 100, sleepMs: (conversation) => conversation * 5 }),
    ]
    for (const { counts, faults } of results) {
      expect(faults).toEqual([])
      expect(counts.sent).toBeGreaterThan(8)
      expect(counts).toMatchObject({ acknowledged: counts.sent, answered: counts.sent })
    }
    expect(results[2]!.counts.sent).toBe(20)
    expect(Math.min(...results[2]!.replyMs)).toBeGreaterThanOrEqual(30)
  })

  it('[Q13] catches a server that loses, doubles, mixes up and refuses', async () => {
    const { port } = await startLiar()
    const target = { port, path: '/', replies: true }
    const options = { target, graph, customers: 6, lostAfterMs: 300 }
    const { counts } = await openLoop({ ...options, perSecond: 60, forMs: 100 })
    expect(counts).toMatchObject({ sent: 6, acknowledged: 5, answered: 4, lost: 1, doubled: 1, misdirected: 1 })
    expect(counts).toMatchObject({ foreign: 1, refused: 1 })
    // Nor does a message that is lost hold the run.
    expect((await saturateReplies({ ...options, inFlight: 6, forMs: 100 })).counts.lost).toBe(1)
  })
})

it('does not measure what it did not start', async () => {
  const stale = createServer()
  await new Promise<void>((listening) => stale.listen(0, '127.0.0.1', listening))
  closing.push(() => stale.close())
  await expect(mustBeFree((stale.address() as AddressInfo).port)).rejects.toThrow(/is taken/)
})

it('reads answers with a length, in chunks, and in pieces', () => {
  const whole = [
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n',
  ]
  for (const answer of whole) {
    for (let part = 0; part < answer.length; part++) expect(endOfAnswer(answer.slice(0, part))).toBeUndefined()
    expect(endOfAnswer(`${answer}HTTP/1.1`)).toBe(answer.length)
  }
})

/** Does one thing wrong with each customer: nothing, loses, doubles, mixes up, apologises, refuses. */
async function startLiar(): Promise<AddressInfo> {
  const server: Server = createServer((asked, response) => {
    let body = ''
    asked.on('data', (chunk) => {
      body += chunk
    })
    asked.on('end', () => {
      const { metadata, messages } = JSON.parse(body).entry[0].changes[0].value
      if (!messages) return void response.end()
      const [{ from, text }] = messages
      const conversation = Number(String(from).slice(-1))
      const send = (to: string, words: string) => reply(metadata.phone_number_id, to, words)
      response.writeHead(conversation === 5 ? 503 : 200).end()
      if (conversation === 0) send(from, text.body)
      if (conversation === 2) for (let time = 0; time < 2; time++) send(from, text.body)
      // The customer who has the same line.
      if (conversation === 3) send(customerOf(7).phone, text.body)
      if (conversation === 4) {
        send(from, text.body)
        send(from, 'Sorry, something went wrong.')
      }
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return server.address() as AddressInfo
}

function reply(line: string, to: string, words: string) {
  const post = request(`${graph.url}/v24.0/${line}/messages`, { method: 'POST' })
  post.on('response', (response) => response.resume())
  post.end(JSON.stringify({ to: `+${to}`, text: { body: words } }))
}
