import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCOUNT, APP_SECRET, NUMBER, type PretendMeta, pretendMeta, TOKEN } from '../clients/meta.ts'
import { samplesOf } from '../house/documents.ts'
import { inOneProcess } from './one-process.ts'

let meta: PretendMeta
let folder: string
beforeAll(async () => {
  meta = await pretendMeta()
  folder = mkdtempSync(join(tmpdir(), 'wabaton-templates-'))
})
afterAll(async () => {
  await meta.close()
  rmSync(folder, { recursive: true })
})

const samples = samplesOf('docs/guides/templates.md')
const documented = samples
  .filter(({ language }) => language === 'sh')
  .flatMap(({ code }) => code.trimEnd().split('\n'))
  .map((line) => wordsIn(line).slice(1))

/** As a shell takes a line apart: quotes hold words together. */
function wordsIn(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!)
}

describe('wabaton templates', () => {
  it('[D23 C12 Q10] every command of the guide does what it says there', async () => {
    writeFileSync(join(folder, 'template.json'), samples.find(({ language }) => language === 'json')!.code)
    writeFileSync(join(folder, 'known.csv'), 'phone,state,words\n+15550001111,in,asked for it\n')
    const env = {
      WHATSAPP_VERIFY_TOKEN: 'verify-me',
      WHATSAPP_ACCESS_TOKEN: TOKEN,
      WHATSAPP_PHONE_NUMBER_ID: NUMBER,
      WHATSAPP_APP_SECRET: APP_SECRET,
      WHATSAPP_GRAPH_URL: meta.url,
      WHATSAPP_BUSINESS_ACCOUNT_ID: ACCOUNT,
      WABATON_DATA: join(folder, 'data'),
      LOG_LEVEL: 'silent',
    }
    const acts = documented.map(([, act = 'list']) => act)
    expect(acts).toEqual(['create', 'create', 'list', 'list', 'sync', 'edit', 'delete', 'send'])
    // In an order in which each finds what it needs.
    const of = (act: string) => documented.filter(([, one = 'list']) => one === act)
    const asked = [
      // The pretend Meta has one of this name.
      ['templates', '--sync'],
      ['templates', 'delete', 'order_update', '--yes'],
      ['consent', 'import', 'known.csv'],
      ['templates', 'create', '--file', 'nowhere.json'],
      ['templates', 'create', '--name', 'Bad Name', '--language', 'en', '--body', '{{1}}'],
      ...of('create'),
      ...of('sync'),
      ...of('list'),
      ...of('send'),
      ...of('edit'),
      ['templates', 'delete', 'order_update'],
      ...of('delete'),
      ['templates', 'list'],
    ]
    const ended = await inOneProcess(
      asked.map((args) => ({ args, env })),
      { folder },
    )
    const told = ended.map(({ code, output, errors }, index) => ({
      args: asked[index]!.slice(0, 2).join(' '),
      code,
      said: (output + errors).trim(),
    }))
    const waits = 'Meta looks at it, which takes minutes to a day. `wabaton templates` tells what became of it.'
    const known = 'order_update (en_US)  APPROVED  UTILITY\nwelcome (en_US)  APPROVED  MARKETING'
    expect(told.splice(0, 2)).toMatchObject([{ code: 0 }, { code: 0, said: 'order_update (en_US): It is deleted.' }])
    expect(told).toEqual([
      { args: 'consent import', code: 0, said: expect.stringContaining('Kept: 1') },
      { args: 'templates create', code: 1, said: 'nowhere.json cannot be read.' },
      {
        args: 'templates create',
        code: 1,
        said: [
          'name: Use lower-case letters, digits and underscores: order_update.',
          'category: Choose MARKETING, UTILITY or AUTHENTICATION.',
          'body: Put words before the first variable and after the last one: Meta refuses a text that begins or ends with one.',
          'body.example.1: Give an example for {{1}}: Meta reads the template with it.',
          'Nothing was handed to Meta.',
        ].join('\n'),
      },
      { args: 'templates create', code: 0, said: `order_update (en_US): ${waits}` },
      { args: 'templates create', code: 0, said: `welcome (en_US): ${waits}` },
      { args: 'templates sync', code: 0, said: `Account ${ACCOUNT}: 2 templates.` },
      { args: 'templates', code: 0, said: known },
      { args: 'templates list', code: 0, said: known },
      { args: 'templates send', code: 0, said: 'It is on its way: [template order_update: Maya, ORD-22]' },
      { args: 'templates edit', code: 0, said: `order_update (en_US): ${waits} Until then it cannot be sent.` },
      {
        args: 'templates delete',
        code: 1,
        said: expect.stringMatching(/^This would go: order_update \(en_US\)\.\n.*--yes\.$/),
      },
      { args: 'templates delete', code: 0, said: 'order_update (en_US): It is deleted.' },
      { args: 'templates list', code: 0, said: 'welcome (en_US)  APPROVED  MARKETING' },
    ])
  }, 60_000)
})
