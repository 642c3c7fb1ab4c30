import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { spansIn } from '../../src/domain/hours/hours.ts'
import { removeFolders } from '../contracts/places.ts'
import { type Browser, type House, openHouse, STORES } from '../house-of-people.ts'
import { HANDOFF, SALES, SUPPORT } from '../settings.ts'

const NEVER = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => []), holidays: {} }
const ALL_DAY = { ...NEVER, week: Array.from({ length: 7 }, () => spansIn('0-24')!) }

let house: House
afterEach(() => house.stop())
afterAll(removeFolders)

describe.each(STORES)('who is on duty, on %s', (kind) => {
  let olga: Browser
  beforeEach(async () => {
    const support = { ...SUPPORT, handoff: { ...HANDOFF, hours: ALL_DAY, cover: true } }
    const sales = { ...SALES, handoff: { ...HANDOFF, hours: NEVER } }
    house = await openHouse(kind, { settings: { lines: [support, sales] } })
    olga = await house.owner()
  })
  const duty = async (by: Browser) => (await by.ask('GET', '/api/duty')).body

  it('[H24] teammates go and come back by themselves, and everybody sees it', async () => {
    const bo = await house.teammate('member', ['support'])
    expect(await duty(olga)).toEqual({
      ok: true,
      away: null,
      lines: [
        { line: 'support', staffing: 'staffed', opens: null, cover: true },
        { line: 'sales', staffing: 'closed', opens: null, cover: false },
      ],
    })
    expect((await bo.ask('PUT', '/api/duty', { away: true })).status).toBe(200)
    const { away, lines } = await duty(bo)
    expect(away).toBeTypeOf('number')
    // The owner is still there; of sales they are not told.
    expect(lines).toEqual([{ line: 'support', staffing: 'staffed', opens: null, cover: true }])
    const home = async (by: Browser) => (await by.ask('GET', '/api/desk')).body.desk
    expect((await home(olga)).lines).toMatchObject([
      { name: 'support', hours: true },
      { name: 'sales', hours: true, nobody: { because: 'closed', cover: false } },
    ])
    expect((await home(olga)).lines[0]).not.toHaveProperty('nobody')
    const shown = await home(bo)
    expect(shown.awaySince).toBe(away)
    expect(shown.teammates.map(({ awaySince }: { awaySince?: number }) => awaySince)).toEqual([undefined, away])
    await olga.ask('PUT', '/api/duty', { away: true })
    expect((await home(bo)).lines).toMatchObject([{ name: 'support', nobody: { because: 'away', cover: true } }])
    expect((await duty(bo)).lines[0].staffing).toBe('away')
    const { body } = await bo.ask('GET', '/api/teammates')
    expect(body.teammates.map((one: { awaySince?: number }) => typeof one.awaySince)).toEqual(['number', 'number'])
    await bo.ask('PUT', '/api/duty', { away: false })
    expect(await duty(bo)).toMatchObject({ away: null, lines: [{ staffing: 'staffed' }] })
  })

  it('[H24] a program cannot go home, and nonsense is refused', async () => {
    const { body } = await olga.ask('POST', '/api/tokens', { name: 'x', role: 'owner', lines: 'all' })
    const token = body.token ?? body.secret
    expect((await house.ask('PUT', '/api/duty', { token, body: { away: true } })).status).toBe(403)
    expect((await house.ask('GET', '/api/duty', { token })).body.away).toBeNull()
    expect((await olga.ask('PUT', '/api/duty', { away: 'yes' })).status).toBe(400)
    expect((await house.ask('PUT', '/api/duty', { body: { away: true } })).status).toBe(401)
  })
})
