import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigError } from './faults.ts'
import { loadSettings } from './load-settings.ts'

const FOUR = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-reaching-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = async (overrides: object = {}) =>
  (await loadSettings({ env: FOUR, folder, overrides: { agent: 'demo', ...overrides } })).settings
const faults = async (overrides: object) =>
  read(overrides).then(
    () => [],
    (error: ConfigError) => error.faults.map(({ where, problem }) => `${where} ${problem}`),
  )

describe('the settings of campaigns', () => {
  it('[D26] keep the night quiet, by the clocks of the business where nothing else is known', async () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    expect((await read()).campaigns.quiet).toEqual({ from: '21:00', to: '08:00', zone })
    const handoff = { hours: { timeZone: 'Asia/Tokyo', weekdays: '9-18' } }
    expect((await read({ handoff })).campaigns.quiet).toMatchObject({ zone: 'Asia/Tokyo' })
    const campaigns = { quiet_hours: '20-9:30', time_zone: 'Europe/Madrid', messaging_limit: '1000' }
    expect((await read({ campaigns, handoff })).campaigns).toEqual({
      quiet: { from: '20:00', to: '09:30', zone: 'Europe/Madrid' },
      messagingLimit: 1000,
    })
    expect((await read({ campaigns: { quietHours: 'off' } })).campaigns.quiet).toBeUndefined()
  })

  it('[D26] say all that is wrong', async () => {
    const campaigns = { quietHours: '21-8, 12-13', timeZone: 'CET+1', messagingLimit: 0 }
    expect(await faults({ campaigns, rateCard: 'nowhere.csv' })).toEqual([
      'options: campaigns.quietHours are no hours.',
      'options: campaigns.timeZone is not a time zone.',
      'options: campaigns.messagingLimit is not a number of customers.',
      'options: rateCard names nowhere.csv, which cannot be read.',
    ])
  })

  it('[D26] take prices from a card of yours, whose faulty rows are all named', async () => {
    expect((await read()).rateCard).toMatchObject({ example: true })
    writeFileSync(join(folder, 'rates.csv'), 'countries,currency,marketing\nUS,USD,0.02\n')
    expect((await read({ rateCard: 'rates.csv' })).rateCard).toMatchObject({ name: 'rates.csv', example: false })
    writeFileSync(join(folder, 'rates.csv'), 'countries,currency,marketing\nUSA,USD,0.02\nUS,USD,cheap\n')
    expect(await faults({ rateCard: 'rates.csv' })).toEqual([
      expect.stringMatching(/rates\.csv, line 2: "USA" is no country/),
      expect.stringMatching(/rates\.csv, line 3: marketing costs "cheap"/),
    ])
  })
})
