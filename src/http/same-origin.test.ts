import { describe, expect, it } from 'vitest'
import { isJson, pageThatAsks } from './same-origin.ts'

const at = (host: string, headers: Record<string, string>, publicUrl?: string) =>
  pageThatAsks({ headers: new Headers(headers), publicUrl, host })

describe('[O5] the page that asks', () => {
  it('is ours where all that a browser tells says so', () => {
    expect(at('desk.example.com', { origin: 'https://desk.example.com', 'sec-fetch-site': 'same-origin' })).toBe('ours')
    expect(at('desk.example.com', { origin: 'https://desk.example.com' })).toBe('ours')
    expect(at('desk.example.com', { 'sec-fetch-site': 'same-origin' })).toBe('ours')
    expect(at('127.0.0.1:8000', { origin: 'http://127.0.0.1:8000' })).toBe('ours')
  })

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'https://desk.example.com', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'https://desk.example.com', 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': '' }],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'https://desk.example.com.evil.example' }],
    [{ origin: 'https://desk.example.com:444' }],
    [{ origin: 'https://sub.desk.example.com' }],
  ] as Record<string, string>[][])('is of others: %j', (headers) => {
    expect(at('desk.example.com', headers!)).toBe('of others')
    expect(at('desk.example.com', headers!, 'https://desk.example.com')).toBe('of others')
  })

  it('is compared whole where the public address is known', () => {
    const known = 'https://desk.example.com'
    expect(at('10.0.0.7:8000', { origin: known }, known)).toBe('ours')
    expect(at('desk.example.com', { origin: 'http://desk.example.com' }, known)).toBe('of others')
    expect(at('evil.example', { origin: 'https://evil.example' }, known)).toBe('of others')
  })

  it('is none where no browser asks', () => {
    expect(at('desk.example.com', {})).toBe('none')
  })
})

it('[O5] only JSON is JSON', () => {
  const json = (type: string) => isJson(new Headers({ 'content-type': type }))
  for (const type of ['application/json', 'Application/JSON; charset=utf-8', 'application/json;x'])
    expect(json(type)).toBe(true)
  for (const type of [
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'application/jsonp',
  ])
    expect(json(type)).toBe(false)
  expect(isJson(new Headers())).toBe(false)
})
