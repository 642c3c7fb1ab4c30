import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { campaignCreate, campaignPreview } from '../../src/cli/campaign-making.ts'
import {
  campaignDelete,
  campaignList,
  campaignMove,
  campaignReport,
  campaignShow,
  campaignStart,
} from '../../src/cli/campaign-watching.ts'
import { runServer } from '../../src/cli/running-server.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { migrate } from '../../src/store/migrations.ts'
import { keepPhoneHash } from '../../src/store/settings.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { breathe, inbound, Scene } from '../contracts/scene.ts'
import { SUPPORT, testSettings, WABA } from '../settings.ts'

const env = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: SUPPORT.phoneNumberId,
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  WHATSAPP_BUSINESS_ACCOUNT_ID: WABA,
}

let folder: string
let stop: () => Promise<void> = async () => {}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-campaign-'))
  const database = openSqlite({ folder: join(folder, '.wabaton', 'data'), breathe })
  await migrate(database)
  await keepPhoneHash(database, 'default', createPhoneHash({ hash: 'off' }))
  const { store, now } = new Scene(database)
  const template = {
    ...{ id: '1', name: 'order_update', language: 'en', status: 'APPROVED', category: 'UTILITY', quality: undefined },
    ...{
      parameters: 'positional' as const,
      components: [{ type: 'BODY', text: 'Hello {{1}}, news on {{2}} for you.' }],
    },
  }
  await store.keepTemplates({ business: 'default', account: WABA, templates: [template], syncedAt: now })
  await store.receive(inbound({ business: 'default', line: 'main', receivedAt: now, from: '15550001111' }))
  await store.close()
  writeFileSync(
    join(folder, 'people.csv'),
    'Phone,Name,Order no\n+15550001111,Maya,A-1\n+15550002222,,A-2\n12,Zoe,A-3\n',
  )
})
afterEach(async () => {
  await stop()
  stop = async () => {}
  rmSync(folder, { recursive: true, force: true })
})

type Command<Given> = (given: Given, surroundings: Parameters<typeof campaignShow>[1]) => Promise<number>

/** What a command prints; what it refuses stands there as well. */
async function run<Given>(command: Command<Given>, given: Given): Promise<{ code: number; said: string }> {
  const said: string[] = []
  try {
    return { code: await command(given, { env, folder, print: (line) => said.push(line) }), said: said.join('\n') }
  } catch (error) {
    return { code: 1, said: (error as Error).message }
  }
}

/** The server of this folder, as `wabaton serve` would run it. */
async function serve() {
  const server = await runServer({
    settings: () =>
      testSettings({
        business: 'default',
        graph: { url: 'http://127.0.0.1:9', version: 'v24.0' },
        lines: [{ ...SUPPORT, name: 'main', accountId: WABA }],
        store: { kind: 'embedded', folder: join(folder, '.wabaton', 'data') },
      }),
    agents: new Map([['test', () => 'Hello']]),
    host: '127.0.0.1',
    port: 0,
  })
  stop = server.stop
}

const PLAN = {
  ...{ name: 'Parcels', template: 'order_update', list: 'people.csv', quiet: 'off' },
  body: ['{{name|friend}}', '{{order no}}'],
}
const AT = '2031-05-01T09:00'

describe.each([true, false])('[D17 D26] wabaton campaign, server running: %s', (running) => {
  it('tells what would come of it, and makes nothing', async () => {
    if (running) await serve()
    const { code, said } = await run(campaignPreview, PLAN)
    expect(code).toBe(1)
    expect(said.split('\n')).toEqual([
      'people.csv:4  "12" is no phone: write it with its country code, as +14155550123',
      '3 rows: 2 people would get it, 1 would not.',
      '',
      '  +15550001111  Maya',
      '    Hello Maya, news on A-1 for you.',
      '',
      '  +15550002222',
      '    Hello friend, news on A-2 for you.',
      '',
      'It would cost about 0.008 USD, by made-up example prices: give your own as rateCard.',
      '  US  2 x 0.004 = 0.008 USD',
      expect.stringMatching(/^At 60 a second it would be through about \d+ \w+ \d{4}, \d\d:\d\d\.$/),
      'WhatsApp lets the business begin with 250 customers in 24 hours: 0 used, 237 left for campaigns.',
      'Nothing was made, and nothing sent.',
    ])
    expect((await run(campaignList, {})).said).toBe('There are no campaigns. `wabaton campaign create` makes one.')
  })

  it('is made of what is good, begins at its time, is held, goes on, and is ended', async () => {
    if (running) await serve()
    expect((await run(campaignCreate, PLAN)).said).toMatch(
      /Nothing was made: 1 row is at fault\. Mend it, or leave it out with --skip-faulty\.$/,
    )
    const made = await run(campaignCreate, { ...PLAN, skipFaulty: true })
    expect(made).toEqual({
      code: 0,
      said: expect.stringMatching(/Parcels is a draft for 2 people\. .* wabaton campaign start [0-9a-f-]{36}$/),
    })
    const campaign = 'Parcels'
    expect((await run(campaignStart, { campaign, at: AT })).said).toBe('Parcels begins 1 May 2031, 09:00.')
    expect((await run(campaignDelete, { campaign })).said).toMatch(
      /^Only a draft can be deleted.* This one is scheduled\.$/,
    )
    const move = async (to: 'pause' | 'resume' | 'cancel') => (await run(campaignMove, { campaign, to })).said
    expect(await move('pause')).toBe('Parcels is paused. What has left has left.')
    expect((await run(campaignList, {})).said).toMatch(
      /^[0-9a-f-]{36} {2}Parcels {2}paused by .*\n {2}order_update \(en\) from main$/,
    )
    expect(await move('resume')).toBe('Parcels goes on.')
    expect(await move('cancel')).toBe('Parcels is cancelled. Whoever has not got it never will.')
    const written: string[] = []
    const screen = { isTTY: true, write: (text: string) => written.push(text) > 0 }
    const shown = await run(
      (given: { campaign: string; follow: boolean }, around) => campaignShow(given, around, screen),
      {
        ...{ campaign, follow: true },
      },
    )
    expect(written).toEqual([`\r[${'='.repeat(30)}] 100 %  2 of 2  cancelled`, '\n'])
    expect(shown.said).toMatch(/^Parcels: order_update \(en\) from main, made by .*\n {2}recipients +2\n/)
    expect(shown.said).toMatch(/left out +2\n +2 {2}had not got it when it was cancelled$/)
    expect((await run(campaignReport, { campaign, csv: 'out.csv' })).said).toMatch(/Each of them stands in out\.csv\.$/)
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toMatch(
      /^row,phone,.*\n2,\+15550001111,.*,left-out,cancelled,.*\n3,\+15550002222,,left-out,cancelled,/,
    )
  })

  it('goes to customers by what is known of them, and says what it cannot make out', async () => {
    if (running) await serve()
    const { list: _, ...plan } = { ...PLAN, body: ['{{name}}', 'your order'] }
    expect((await run(campaignPreview, { ...plan, wroteSince: '2026-11-01' })).said).toMatch(
      /^1 row: 1 person would get it/,
    )
    const refused: [object, RegExp][] = [
      [plan, /^Say who gets it/],
      [{ ...PLAN, fromAd: true }, /^Give a list, or say which customers: not both\.$/],
      [{ ...PLAN, list: 'nowhere.csv' }, /^nowhere\.csv cannot be read\.$/],
      [{ ...PLAN, template: undefined }, /^Name the template/],
      [{ ...PLAN, quiet: 'night' }, /^--quiet night: write hours, as 21:00-8:00, or off\.$/],
      [{ ...plan, wroteSince: 'spring' }, /^--wrote-since spring: write a day/],
      [{ ...plan, metadata: ['pro'] }, /^--metadata pro: write it as plan=pro\.$/],
      [{ ...PLAN, line: 'nowhere' }, /there is no line named nowhere: main/],
    ]
    for (const [options, said] of refused) expect((await run(campaignPreview, options)).said).toMatch(said)
    expect((await run(campaignShow, { campaign: 'nobody' })).said).toMatch(/^There is no campaign nobody\./)
  })
})
