import { describe, expect, it } from 'vitest'
import { foldContent, foldName, type ListReader, listIn, readRow } from './audience.ts'
import { isTimeZone } from './hours/zoned.ts'
import type { Template } from './outbound.ts'

const OFFER: Template = {
  kind: 'template',
  name: 'spring_sale',
  language: 'en',
  header: { kind: 'image', media: { link: 'https://example.com/{{Picture}}.png' } },
  body: ['{{ Name|friend }}', 'order {{Order No.}}, {{name}}'],
  buttons: [{ index: 0, kind: 'url', value: '{{order-no}}' }],
}

const reader = (variables: ListReader['variables'] = []): ListReader => ({
  variables,
  readPhone: (text) => (/^\+\d{8,15}$/.test(text.replaceAll(' ', '')) ? text.replaceAll(' ', '') : undefined),
  isTimeZone,
})
function read(text: string, variables: ListReader['variables'] = []) {
  const list = listIn(text, reader(variables))
  if (list.faults.length > 0) return list.faults.map(({ row, fault }) => `${row}: ${fault}`)
  return list.rows.flatMap((one): unknown[] => {
    const found = readRow(one, list.columns, reader(variables))
    return 'faults' in found ? found.faults.map(({ row, kind, fault }) => `${row} ${kind}: ${fault}`) : [found.row]
  })
}
const NAME = { column: 'name', otherwise: 'friend' }
const ORDER = { column: 'order', otherwise: undefined }

describe('the content of a campaign', () => {
  it('[D17] names its variables as columns are named, with what stands in for them', () => {
    expect(foldContent(OFFER)).toEqual({
      content: {
        kind: 'template',
        name: 'spring_sale',
        language: 'en',
        header: { kind: 'image', media: { link: 'https://example.com/{{picture}}.png' } },
        body: ['{{name}}', 'order {{order_no}}, {{name}}'],
        buttons: [{ index: 0, kind: 'url', value: '{{order_no}}' }],
      },
      variables: [
        { column: 'picture', otherwise: undefined },
        { column: 'name', otherwise: 'friend' },
        { column: 'order_no', otherwise: undefined },
      ],
    })
  })

  it.each([
    ['Order No.', 'order_no'],
    [' first  name ', 'first_name'],
    ['Time-Zone', 'time_zone'],
    ['ｐｈｏｎｅ', 'phone'],
    ['Größe', 'größe'],
  ])('[D26] a column %j is %s', (written, name) => expect(foldName(written)).toBe(name))
})

describe('a list of people', () => {
  it('[D15 D26] has nothing for numbered variables unless somebody says what', () => {
    expect(read('phone\n+15550001111', [{ column: '1', otherwise: undefined }])).toEqual([
      '1: nothing is said to stand for {{1}} of the template: give its body, for each a column such as {{name}}',
    ])
  })

  it('[D26] is read whatever its columns are called', () => {
    const text = 'Phone;Name;Order;Time zone;more\n+1 555 000 1111;Maya;7;Europe/Berlin;x\n+15550002222;;8;;\n'
    expect(read(text, [NAME, ORDER])).toEqual([
      { row: 2, to: '+15550001111', name: 'Maya', values: { name: 'Maya', order: '7' }, zone: 'Europe/Berlin' },
      { row: 3, to: '+15550002222', name: undefined, values: { name: 'friend', order: '8' }, zone: undefined },
    ])
  })

  it('[D26] may name people by ids', () => {
    const ids = ['US.13491208655302741918', '01a1fc5c-800a-7001-b719-c855ed9d5bbd']
    expect(read(`customer\n${ids.join('\n')}\n`)).toMatchObject(ids.map((to) => ({ to })))
  })

  it.each([
    ['', '1: no column is named phone: the first row names the columns, as phone,name,time_zone'],
    ['phone,name\n', '1: there is nobody under the names of the columns'],
    ['phone,Name,name\n+15550001111,a,b', '1: two columns are named name'],
    [
      'phone\n+15550001111',
      '1: no column is named order, which the template takes: add it, or write {{order|something}}',
    ],
  ])('[D26] is refused as a whole: %j', (text, fault) => expect(read(text, [NAME, ORDER])).toContain(fault))

  it('[D26] names all that is wrong with each row', () => {
    const text = [
      'phone,order,time_zone',
      '+15550001111,,',
      '12,"1\n2",Mars/Olympus',
      ',a\tb,',
      '+15550004444,a      b,,and more',
      `+15550005555,${'x'.repeat(1025)},`,
    ].join('\n')
    expect(read(text, [ORDER])).toEqual([
      '2 value: order is empty: fill it in, or write {{order|something}}',
      '3 number: "12" is no phone: write it with its country code, as +14155550123',
      '3 zone: "Mars/Olympus" is no time zone: write one as Europe/Berlin, or nothing',
      '3 value: order has a line break, which WhatsApp does not allow',
      '5 number: there is no phone',
      '5 value: order has a tab, which WhatsApp does not allow',
      '6 list: it has 4 cells for 3 columns: put quotes around what holds a comma',
      '6 value: order has more than 4 spaces in a row, which WhatsApp does not allow',
      '7 value: order has 1025 characters, WhatsApp allows 1024',
    ])
  })
})
