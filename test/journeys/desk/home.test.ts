import { expect, it, onTestFinished } from 'vitest'
import type { DeskHome } from '../../../src/http/wire.ts'
import { SALES, SUPPORT } from '../../settings.ts'
import { DANA, setStage } from '../../stage.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const MAYA = '15550001111'

it('[H21] the desk is told at once who asks, the lines, the team, how much waits, and what time it is here', async () => {
  const lines = [SUPPORT, { ...SALES, agent: 'nobody', accountId: '102290129340398' }]
  const stage = await setStage({ settings: { apiToken: TOKEN, lines }, ports: { phone: '/sim' } })
  onTestFinished(stage.stop)
  const { store } = stage.platform
  for (const phone of [MAYA, '15550002222']) stage.phone(phone).says('Hello')
  await stage.pass(5000)
  const by = { ...DANA, kind: 'teammate', source: 'api', ip: undefined } as const
  const now = stage.clock.now()
  const authority = { business: 'acme', actor: { role: 'owner', lines: 'all' }, by, now } as const
  const given = { name: 'Sal', role: 'member', expiresAt: undefined } as const
  const made = await store.createToken({ ...authority, ...given, lines: ['sales'] })
  const invited = await store.invite({ ...authority, email: 'ann@example.com', role: 'member', lines: ['support'] })
  const secret = invited.kind === 'done' ? invited.secret : ''
  await store.acceptInvitation({ business: 'acme', secret, name: 'Ann', passwordHash: 'x', ip: undefined, now })
  await store.pauseLine({ business: 'acme', line: 'sales', code: 190, reason: 'The token has expired.', now })
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await stage.platform.fetch(new Request('http://localhost/api/desk', { headers }))
    expect(response.headers.get('x-now')).toBe(String(now))
    return ((await response.json()) as { desk: DeskHome }).desk
  }
  const support = { name: 'support', displayName: 'Support', agent: 'test' }
  const sales = {
    name: 'sales',
    displayName: 'Sales',
    account: '102290129340398',
    paused: { reason: 'The token has expired.', since: now },
  }
  const home = await ask(TOKEN)
  expect(home).toEqual({
    now,
    cursor: expect.any(String),
    actor: { kind: 'token', id: expect.any(String), name: expect.any(String), role: 'owner', lines: 'all' },
    lines: [support, sales],
    teammates: [{ id: expect.any(String), name: 'Ann', role: 'member', lines: ['support'] }],
    counts: { waiting: 0, mine: 0, team: 0, agent: 2, all: 2 },
    phone: '/sim',
  })
  const some = await ask(made.kind === 'done' ? made.secret : '')
  expect(some).toMatchObject({ lines: [sales], teammates: [], counts: { all: 0 }, actor: { lines: ['sales'] } })
  const nothing = await stage.platform.fetch(new Request('http://localhost/api/nothing'))
  expect([nothing.status, nothing.headers.get('x-now')]).toEqual([401, String(now)])
})
