import { describe, expect, it } from 'vitest'
import { asCame } from './raw.ts'

const nested = (depth: number) => JSON.parse(`{"id":"wamid.1","odd":${'['.repeat(depth)}${']'.repeat(depth)}}`)

describe('what came, as it came', () => {
  it('[W10] is written down whole', () => {
    const item = { id: 'wamid.1', text: { body: 'a\0b' }, more: [1, null] }
    expect(JSON.parse(asCame(item))).toEqual(item)
    expect(JSON.parse(asCame(nested(1000)))).toEqual(nested(1000))
    expect(asCame(undefined)).toBe('null')
  })

  it('[W10] but for what is nested deeper than a stack bears', () => {
    const kept = JSON.parse(asCame(nested(50_000)))
    expect(kept.id).toBe('wamid.1')
    expect(JSON.stringify(kept)).toContain('[left out: nested too deeply]')
  })
})
