import { describe, expect, it } from 'vitest'
import { typeOfBytes } from './file-type.ts'
import { failureText } from './media-failure.ts'

describe('a file that could not be had', () => {
  it.each([
    ['too-large', 'mediaTooLarge'],
    ['wrong-type', 'mediaWrongType'],
    ['expired', 'mediaExpired'],
    ['not-found', 'mediaExpired'],
    ['damaged', 'mediaFailed'],
    ['refused', 'mediaFailed'],
    ['unreachable', 'mediaFailed'],
  ] as const)('[A17] %s has a sentence of its own', (because, name) => {
    expect(failureText({ because })).toBe(name)
  })
})

describe('the beginning of a file', () => {
  it('[A18] in UTF-16 is not taken for sound', () => {
    expect(typeOfBytes(Uint8Array.of(0xff, 0xfe, 0x48, 0))).toBeUndefined()
    expect(typeOfBytes(new Uint8Array())).toBeUndefined()
  })
})
