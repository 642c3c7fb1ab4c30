import { describe, expect, it } from 'vitest'
import { findPersonalData } from './pii.ts'

describe('hostile texts', () => {
  const HOSTILE: readonly string[] = [
    '1',
    '4',
    '1 ',
    '4-',
    '12 ',
    '1.2',
    '(1)',
    '0 ',
    '06 12 ',
    '4111 ',
    '41111111 ',
    'a@',
    'a@a',
    'a@a@a@',
    'a.',
    'a-a@',
    '@',
    'a@a.a.',
    '+1+1+1',
    '+1 ',
    '+',
    '+1(',
    'A1 ',
    'a1',
    'AB12',
    'DE89 3704 ',
    'DE',
    'phone 12345678 ',
    'account number 1234 ',
    'call me ',
    'tel:1 ',
    'my number ',
    'http://',
    'www.',
    'https://a.b/1 ',
    '%40',
    'a%40',
    '\u200b1',
    '٤',
    '१ ',
    '１\u00a0',
    '\u0301',
    '1/',
    '01/02/2024 ',
    '1\n',
    '-1.-1(1)/1 ',
    'a1@+1 4111-',
    'X1234567',
  ]

  function timeOf(text: string): number {
    const start = performance.now()
    findPersonalData(text)
    return performance.now() - start
  }

  it.each(HOSTILE)('[A16] ten times as much of "%s" takes about ten times as long', (part) => {
    const of = (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    timeOf(of(4096))
    const short = Math.max(0.5, ...[1, 2].map(() => timeOf(of(4096))))
    // The best of some tries, to see the text and not the machine. To read again what was read takes a hundred times as long.
    let ratio = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 5 && ratio > 40; tries++) ratio = Math.min(ratio, timeOf(of(40_960)) / short)
    expect(ratio).toBeLessThan(40)
  })
})
