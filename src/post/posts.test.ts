import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createReach } from '../ai/reach.ts'
import { serveHttp } from '../ai/test-http-server.ts'
import type { Targets } from '../domain/target.ts'
import type { KeptPost } from '../flows/store.ts'
import { createPosts } from './posts.ts'

function postsTo(targets: Targets, options: Partial<Parameters<typeof createPosts>[0]> = {}) {
  const reach = createReach({ privateHosts: ['127.0.0.1'] })
  onTestFinished(() => reach.close())
  const smtp = undefined
  return createPosts({ targets, smtp, reach, whatsapp: async () => ({ kind: 'sent' }), ...options })
}

const post = (over: Partial<KeptPost>): KeptPost => ({
  id: '0195f0e0-0000-7000-8000-000000000001',
  conversation: 'c1',
  createdAt: 1_795_000_000_000,
  channel: 'slack',
  target: 'team',
  text: 'Ana wants a refund',
  ...over,
})

describe('[A11] messages of agents to others than the customer', () => {
  it('go to Slack, where words of customers call nobody and hide no link', async () => {
    const slack = await serveHttp((_, response) => void response.end('ok'))
    const text = 'She says: <!channel> see <https://evil.com|our page> & more'
    expect(await postsTo({ team: { slack: `${slack.url}/hook` } }).send(post({ text }))).toEqual({ kind: 'sent' })
    expect(slack.asked).toMatchObject([{ method: 'POST', url: '/hook' }])
    expect(JSON.parse(slack.asked[0]!.body)).toEqual({
      text: 'She says: &lt;!channel&gt; see &lt;https://evil.com|our page&gt; &amp; more',
    })
  })

  it('go to a webhook, signed, with a key that tells a second delivery', async () => {
    const shop = await serveHttp()
    const posts = postsTo({ shop: { webhook: shop.url, secret: 'hush' }, open: { webhook: shop.url } })
    const data = { order: 'ORD-1' }
    await posts.send(post({ channel: 'webhook', target: 'shop', data }))
    await posts.send(post({ channel: 'webhook', target: 'open', data }))
    const [signed, unsigned] = shop.asked
    expect(JSON.parse(signed!.body)).toMatchObject({ id: post({}).id, conversation: 'c1', data, text: post({}).text })
    expect(signed!.headers['idempotency-key']).toBe(post({}).id)
    const hmac = createHmac('sha256', 'hush').update(signed!.body).digest('hex')
    expect(signed!.headers['x-wabaton-signature']).toBe(`sha256=${hmac}`)
    expect(unsigned!.headers['x-wabaton-signature']).toBeUndefined()
  })

  it.each([
    [400, { kind: 'refused', reason: 'HTTP 400 (no)' }],
    [404, { kind: 'refused', reason: 'HTTP 404 (no)' }],
    [429, { kind: 'retry', reason: 'HTTP 429 (no)', afterMs: 7000 }],
    [503, { kind: 'retry', reason: 'HTTP 503 (no)', afterMs: 7000 }],
  ])('HTTP %i decides what becomes of them', async (status, outcome) => {
    const shop = await serveHttp((_, response) => void response.writeHead(status, { 'retry-after': '7' }).end('no'))
    expect(await postsTo({ team: { slack: shop.url } }).send(post({}))).toEqual(outcome)
  })

  it('are tried again when nobody listens, and never reach what the configuration does not name', async () => {
    const gone = await serveHttp()
    await gone.stop()
    const posts = postsTo({ team: { slack: gone.url }, mail: { email: 'a@acme.com' } })
    expect(await posts.send(post({}))).toMatchObject({ kind: 'retry' })
    for (const target of ['nobody', 'constructor', '__proto__', 'mail', 'https://evil.com'])
      expect(await posts.send(post({ target })), target).toMatchObject({ kind: 'refused' })
    const inherited = post({ channel: 'whatsapp', target: 'constructor' })
    expect(await posts.send(inherited)).toEqual({ kind: 'refused', reason: 'there is no such target any more' })
    expect(await posts.send(post({ channel: 'email', target: 'mail' }))).toEqual({
      kind: 'refused',
      reason: 'no mail server is configured',
    })
  })

  it('go to a phone of the configuration, as words or as a template', async () => {
    const sent: unknown[] = []
    const whatsapp = async (...given: unknown[]) => {
      sent.push(given)
      return { kind: 'sent' } as const
    }
    const posts = postsTo({ boss: { whatsapp: '+15550009999' } }, { whatsapp })
    const to = { channel: 'whatsapp', target: 'boss' } as const
    const data = { kind: 'template', name: 'alert', language: 'en', body: ['ORD-1'] }
    await posts.send(post({ ...to, text: 'Hello' }))
    await posts.send(post({ ...to, text: '[template alert]', data }))
    await posts.send(post({ ...to, text: 'Hello', data: { kind: 'text', text: 'not this' } }))
    const { id } = post({})
    expect(sent).toEqual([
      ['+15550009999', { kind: 'text', text: 'Hello' }, id],
      ['+15550009999', data, id],
      ['+15550009999', { kind: 'text', text: 'Hello' }, id],
    ])
  })
})

describe('[A11] e-mails of agents', () => {
  async function mailServer(refuse?: { code: number }) {
    const mails: { from: string; to: string[]; text: string }[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_, __, done) => done(refuse && Object.assign(new Error('no'), { responseCode: refuse.code })),
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = envelope
          const text = Buffer.concat(chunks).toString()
          mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), text })
          done()
        })
      },
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => new Promise<void>((done) => server.close(done)))
    const { port } = server.server.address() as AddressInfo
    return { mails, smtp: { url: `smtp://127.0.0.1:${port}`, from: 'Acme <bot@acme.com>' } }
  }
  const mail = { channel: 'email', target: 'desk' } as const
  const targets: Targets = { desk: { email: 'desk@acme.com' } }

  it('leave over SMTP, known by their id', async () => {
    const { mails, smtp } = await mailServer()
    const outcome = await postsTo(targets, { smtp }).send(post({ ...mail, subject: 'Refund', text: 'Grüße, Ana' }))
    expect(outcome).toEqual({ kind: 'sent' })
    expect(mails).toMatchObject([{ from: 'bot@acme.com', to: ['desk@acme.com'] }])
    expect(mails[0]!.text).toContain(`Message-ID: <${post({}).id}@acme.com>`)
    expect(mails[0]!.text).toContain('Subject: Refund')
    expect(mails[0]!.text).toContain('Auto-Submitted: auto-generated')
  })

  it('have no other reader, whatever stands in their subject and text', async () => {
    const { mails, smtp } = await mailServer()
    const hostile = 'Hi\r\nBcc: thief@evil.com\r\n\r\nRCPT TO:<thief@evil.com>\r\n.\r\nDATA'
    await postsTo(targets, { smtp }).send(post({ ...mail, subject: hostile, text: hostile }))
    expect(mails).toHaveLength(1)
    expect(mails[0]!.to).toEqual(['desk@acme.com'])
    const [head] = mails[0]!.text.split('\r\n\r\n')
    expect(head).not.toMatch(/^bcc:/im)
  })

  it.each([
    [550, 'refused'],
    [451, 'retry'],
  ])('%i of the server means %s', async (code, kind) => {
    const { smtp } = await mailServer({ code })
    expect(await postsTo(targets, { smtp }).send(post({ ...mail }))).toMatchObject({ kind })
  })
})
