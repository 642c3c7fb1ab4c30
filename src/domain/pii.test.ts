import { describe, expect, it } from 'vitest'
import { findPersonalData, numbersOf, type PersonalKind, sameness } from './pii.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)
const partsOf = (text: string) => findPersonalData(text).map(({ start, end }) => text.slice(start, end))

const FOUND: Readonly<Record<PersonalKind, readonly (readonly [text: string, part: string])[]>> = {
  email: [
    ['write to maya.k+shop@mail.example.co.uk, please', 'maya.k+shop@mail.example.co.uk'],
    ['My mail is Maya@Example.COM.', 'Maya@Example.COM'],
    ['<maya@example.com>', 'maya@example.com'],
    ['mailto:maya@example.com?subject=Hi', 'maya@example.com'],
    ['https://acme.com/?email=maya%40example.com&x=1', 'maya%40example.com'],
    ['josé@correo.es', 'josé@correo.es'],
    ['maya＠example．com', 'maya＠example．com'],
    ['ma\u200bya@exam\u00adple.com', 'ma\u200bya@exam\u00adple.com'],
    ['a@a@maya@example.com', 'maya@example.com'],
  ],
  phone: [
    ['call me: +1 (212) 555-0100 ok?', '+1 (212) 555-0100'],
    ['+15550001111', '+15550001111'],
    ['+44 (0)20 7946 0018', '+44 (0)20 7946 0018'],
    ['0049 30 1234567', '0049 30 1234567'],
    ['(212) 555-0100', '(212) 555-0100'],
    ['212-555-0100 2 pizzas', '212-555-0100'],
    ['212.555.0100', '212.555.0100'],
    ['Ship to Maya, 12 Oak St, 555-123-4567', '555-123-4567'],
    ['hotline 0800 123 456 789', '0800 123 456 789'],
    ['06 12 34 56 78', '06 12 34 56 78'],
    ['030 / 1234567', '030 / 1234567'],
    ['0171-1234567', '0171-1234567'],
    ['11 98765-4321', '11 98765-4321'],
    ['(11) 98765-4321', '(11) 98765-4321'],
    ['+55 11 98765-4321', '+55 11 98765-4321'],
    ['98765 43210', '98765 43210'],
    ['0532 123 45 67', '0532 123 45 67'],
    ['612 34 56 78', '612 34 56 78'],
    ['55 1234 5678', '55 1234 5678'],
    ['my number is 5551234567', '5551234567'],
    ['WhatsApp: 15550001111', '15550001111'],
    ['mi teléfono es 612345678', '612345678'],
    ['me liga no 11987654321', '11987654321'],
    ['Meine Handynummer: 01711234567', '01711234567'],
    ['मेरा मोबाइल 9876543210', '9876543210'],
    ['मेरा नंबर ९८७६५४३२१०', '९८७६५४३२१०'],
    ['رقم هاتفي ٠٥٠١٢٣٤٥٦٧', '٠٥٠١٢٣٤٥٦٧'],
    ['رقم جوالي 0501234567', '0501234567'],
    ['https://wa.me/15550001111', '15550001111'],
    ['tel:15550001111', '15550001111'],
    ['https://api.whatsapp.com/send?phone=15550001111&text=Hi', '15550001111'],
    ['order 22 212-555-0100', '212-555-0100'],
    ['+1\u200b555\u200b000\u200b1111', '+1\u200b555\u200b000\u200b1111'],
    ['+1\u00a0555\u00a0000\u00a01111', '+1\u00a0555\u00a0000\u00a01111'],
    ['＋１ ５５５ ０００ １１１１', '＋１ ５５５ ０００ １１１１'],
  ],
  card: [
    ['4111111111111111', '4111111111111111'],
    ['my card 4111 1111 1111 1111 exp 12/27 cvv 123', '4111 1111 1111 1111'],
    ['5555-5555-5555-4444', '5555-5555-5555-4444'],
    ['3782 822463 10005', '3782 822463 10005'],
    ['30569309025904', '30569309025904'],
    ['6011.1111.1111.1117', '6011.1111.1111.1117'],
    ['3530111333300000', '3530111333300000'],
    ['4222222222222', '4222222222222'],
    ['2223003122003222', '2223003122003222'],
    ['6200000000000005', '6200000000000005'],
    ['card4111111111111111', '4111111111111111'],
    ['order 4111111111111111', '4111111111111111'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'],
    ['4111\u200b1111\u2060 1111\ufeff1111', '4111\u200b1111\u2060 1111\ufeff1111'],
    ['4111\u00a01111\u00a01111\u00a01111', '4111\u00a01111\u00a01111\u00a01111'],
    ['4111–1111–1111–1111', '4111–1111–1111–1111'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '٤١١١ ١١١١ ١١١١ ١١١١'],
    ['४१११११११११११११११', '४१११११११११११११११'],
    ['４１１１１１１１１１１１１１１１', '４１１１１１１１１１１１１１１１'],
    ['𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏', '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏'],
    ['(4111)(1111)(1111)(1111)', '(4111)(1111)(1111)(1111'],
    ['2 of them, 4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['2 4111 1111 1111 1111 123', '4111 1111 1111 1111'],
  ],
  iban: [
    ['DE89370400440532013000', 'DE89370400440532013000'],
    ['IBAN: DE89 3704 0044 0532 0130 00 bitte', 'DE89 3704 0044 0532 0130 00'],
    ['gb29nwbk60161331926819', 'gb29nwbk60161331926819'],
    ['FR14 2004 1010 0505 0001 3M02 606', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['ES91-2100-0418-4502-0005-1332', 'ES91-2100-0418-4502-0005-1332'],
    ['BR1800360305000010009795493C1', 'BR1800360305000010009795493C1'],
    ['TR33 0006 1005 1978 6457 8413 26', 'TR33 0006 1005 1978 6457 8413 26'],
    ['DE89\u200b3704 0044 0532 0130 00', 'DE89\u200b3704 0044 0532 0130 00'],
    ['ＤＥ８９３７０４００４４０５３２０１３０００', 'ＤＥ８９３７０４００４４０５３２０１３０００'],
  ],
  'national-id': [
    ['SSN 536-90-4399', '536-90-4399'],
    ['536 90 4399', '536 90 4399'],
    ['my social security number is 536904399', '536904399'],
    ['meu CPF 529.982.247-25', '529.982.247-25'],
    ['52998224725', '52998224725'],
    ['CNPJ 11.222.333/0001-81', '11.222.333/0001-81'],
    ['DNI 12345678Z', '12345678Z'],
    ['12345678-Z', '12345678-Z'],
    ['12.345.678-Z', '12.345.678-Z'],
    ['X-1234567-L', 'X-1234567-L'],
    ['mi dni es 30123456', '30123456'],
    ['2341 2341 2346', '2341 2341 2346'],
    ['आधार २३४१ २३४१ २३४६', '२३४१ २३४१ २३४६'],
    ['ABCPE1234F', 'ABCPE1234F'],
    ['Steuer-ID 86 095 742 719', '86 095 742 719'],
    ['AB 12 34 56 C', 'AB 12 34 56 C'],
    ['ab123456c', 'ab123456c'],
    ['HEGG560427MVZRRL04', 'HEGG560427MVZRRL04'],
    ['CUIT 20-12345678-6', '20-12345678-6'],
    ['2 55 08 14 168 025 38', '2 55 08 14 168 025 38'],
    ['RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['rssmra85t10a562s', 'rssmra85t10a562s'],
    ['TC 10000000146', '10000000146'],
    ['passport no. AB1234567', 'AB1234567'],
  ],
  account: [
    ['account number 12345678', '12345678'],
    ['routing number 021000021', '021000021'],
    ['sort code 12-34-56', '12-34-56'],
    ['número de cuenta: 0123456789', '0123456789'],
    ['a conta é 1234567-8', '1234567-8'],
    ['Kontonummer 1234567890, BLZ 37040044', '1234567890'],
    ['CLABE 032180000118359719', '032180000118359719'],
  ],
}

describe('personal data', () => {
  for (const [kind, examples] of Object.entries(FOUND) as [PersonalKind, (typeof FOUND)[PersonalKind]][])
    it.each(examples)(`[A16] ${kind}: %s`, (text, part) => {
      const found = findPersonalData(text)
      expect(found.map(({ start, end }) => text.slice(start, end))).toContain(part)
      expect(found.find(({ start, end }) => text.slice(start, end) === part)?.kind).toBe(kind)
    })

  it.each([
    "Hi, my order #ORD-22 hasn't arrived",
    'delivered 5/14 to 12 Oak St; if that is not your address, tell me the right one and I will trace it',
    'Yes - ORD-22-R shipped 5/15, tracking #1Z999. Carrier ETA 5/17. Want me to send tracking updates here?',
    'order #100234567',
    'order number 1234567890123',
    'pedido 4567890123',
    'My order 98765 43210',
    'tracking 1Z999AA10123456784',
    'Sendungsnummer 00340434161094042557',
    'USPS 9400 1000 0000 0000 0000 00',
    'RR123456785DE',
    'invoice 2024-000123-4567',
    'INV-0171-1234567',
    '2024-05-14 10:30',
    '2024-05-14 10.30',
    '14.05.2024 18.00',
    '14/05/2024',
    '05-06-2024 1030',
    '20240514',
    '1747000000000',
    'open 09.00-18.00, Saturdays 10:00-14:00',
    'Mo-Fr 0800-1700',
    'from 2019-2024',
    '2022 2023 2024',
    '$1,234.50',
    'R$ 12.345.678,90',
    '612.345.678 COP',
    '1 000 000 000',
    '612 345 678 €',
    'between 10000-20000 pesos',
    '12345-6789, Springfield IL',
    '1600 Pennsylvania Ave NW, Washington, DC 20500-0003',
    'Calle 123 # 45-67, apto 501',
    'Rua das Flores 1234, CEP 01310-100',
    '221B Baker Street, London NW1 6XE',
    'size 38 39 40 41 42',
    '250 500 1000',
    'version 10.0.19045.4529',
    '192.168.100.200',
    '40.712776, -74.006000',
    '-23.5505199437,-46.6333094012',
    'ISBN 978-3-16-148410-0',
    'EAN 4006381333931',
    '4006381333931',
    'SKU 8843-22101-77',
    'https://acme.com/p/9876543210?v=12345678901',
    'https://acme.com/212-555-0100/2024-05-14',
    'www.acme.com/orders/52998224725',
    'https://www.google.com/maps/@40.7127,-74.0060,15z',
    'https://medium.com/@maya/a-story',
    'logo@2x.png',
    'npm install ai@7.0.173',
    'room 5 at 10 30 a',
    '2 pizzas and 3 cokes',
    '550e8400-e29b-41d4-a716-446655440000',
    'code 483920',
    'we ship within 3-5 days, 24/7',
    'total 99999999',
    '@maya @bo',
    'call me tomorrow at 10',
    'call me 2024-05-14',
  ])('[A16] stays readable: %s', (text) => {
    expect(findPersonalData(text)).toEqual([])
  })

  it.each([
    '4111111111111112',
    '5555 5555 5555 4445',
    '378282246310006',
    '30569309025905',
    '9111111111111115',
    '1111111111111111',
    'DE88370400440532013000',
    'DE8937040044053201300',
    'XX89370400440532013000',
    '52998224726',
    '11111111111',
    '11.222.333/0001-82',
    '12345678A',
    'X1234567A',
    '234123412347',
    '86095742718',
    'HEGG560427MVZRRL05',
    '20-12345678-7',
    '255081416802539',
    'RSSMRA85T10A562T',
    '10000000147',
    '666-12-3456',
    '123-00-4567',
    'ABCDE1234F',
    'GB123456C',
  ])('[A16] what fails its check is only a number: %s', (text) => {
    expect(findPersonalData(text)).toEqual([])
  })

  it('[A16] no phone is seen in the middle of a list', () => {
    expect(findPersonalData('110 120 130 612 345 678 140 150')).toEqual([])
    expect(partsOf('we are 3: 612 345 678')).toEqual(['612 345 678'])
  })

  it('[A16] finds several, in their order, and none inside of another', () => {
    expect(partsOf('maya@x.com, +1 555 000 1111, +1 555 000 2222; card 4111111111111111')).toEqual([
      'maya@x.com',
      '+1 555 000 1111',
      '+1 555 000 2222',
      '4111111111111111',
    ])
    expect(kindsIn('4111111111111111@pay.com')).toEqual(['email'])
    expect(kindsIn('phones: 5551234567, 5551234568 and 5551234569')).toEqual(['phone', 'phone', 'phone'])
    expect(kindsIn('212 555 0100 - 212 555 0101')).toEqual(['phone', 'phone'])
  })

  it('[A16] goes by the name of a field where a value stands alone', () => {
    expect(findPersonalData('15550001111')).toEqual([])
    expect(findPersonalData('15550001111', { label: 'customerPhone' })).toEqual([
      { kind: 'phone', start: 0, end: 11, value: '15550001111' },
    ])
    expect(findPersonalData('123456789', { label: 'account_number' })).toMatchObject([{ kind: 'account' }])
    expect(findPersonalData('234123412346', { label: 'orderId' })).toEqual([])
  })

  it('[A16] knows a value again however it is written', () => {
    const [one, other] = findPersonalData('Maya@X.com maya@x.com')
    expect(sameness(one!)).toBe(sameness(other!))
    const phones = findPersonalData('+44 (0)20 7946 0018, 0044 20 7946 0018').map(sameness)
    expect(phones).toEqual(['442079460018', '442079460018'])
    expect(findPersonalData('DE89 3704 0044 0532 0130 00').map(sameness)).toEqual(['DE89370400440532013000'])
    expect(numbersOf('ours: 555 ٠١٠ 0000')).toContain('5550100000')
  })
})
