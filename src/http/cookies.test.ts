import { expect, it } from 'vitest'
import { cookieName, sessionTokenIn, withoutCookie } from './cookies.ts'

it('[O5] where nobody can read along only the cookie counts that nobody else could have set', () => {
  expect(cookieName(true)).toBe('__Host-wabaton')
  const cookies = 'wabaton=planted.x; a=b;  __Host-wabaton=secret.signed%3D'
  expect(sessionTokenIn(cookies, true)).toBe('secret')
  expect(sessionTokenIn(cookies, false)).toBe('planted')
})

it('[O5] what is no cookie of ours is none', () => {
  for (const cookies of [undefined, '', 'wabaton', 'wabaton=', 'xwabaton=a.b', 'wabaton=%E0%A4%A.b', 'wabaton=.sig'])
    expect(sessionTokenIn(cookies, false)).toBeUndefined()
})

it('[O5] a cookie goes as it came', () => {
  expect(withoutCookie(true)).toContain('__Host-wabaton=; Path=/; Max-Age=0')
  expect(withoutCookie(true)).toContain('; Secure')
  expect(withoutCookie(false)).not.toContain('Secure')
})
