import type { Credential, PeopleStore } from '../flows/people.ts'
import type { Auth, Came } from './better-auth.ts'
import type { From } from './routes.ts'

export interface SignInOptions {
  readonly store: Pick<PeopleStore, 'credential' | 'beginSession' | 'sessionSecret'>
  readonly business: string
  /** That of the configuration, in place of the one the store keeps. */
  readonly secret: () => string | undefined
  readonly now: () => number
}

/** Passwords and the sessions they open. */
export interface SignIn {
  /** The cookie of a new session; undefined where address or password is wrong, which nobody is told apart. */
  signIn(given: { email: string; password: string; from: From }): Promise<string | undefined>
  hash(password: string): Promise<string>
  verify(password: string, credential: Pick<Credential, 'passwordHash'>): Promise<boolean>
}

/** Whoever never signs in need not keep what it takes in memory: better-auth is loaded when somebody does. */
export function createSignIn({ store, business, secret, now }: SignInOptions): SignIn {
  const made = new Map<boolean, Promise<Auth>>()

  function auth(secure: boolean): Promise<Auth> {
    const found = made.get(secure) ?? make(secure)
    made.set(secure, found)
    // A store that was away for a moment must not close the door for good.
    found.catch(() => made.delete(secure))
    return found
  }

  async function make(secure: boolean): Promise<Auth> {
    const { createAuth } = await import('./better-auth.ts')
    return createAuth({ store, business, now, secure, secret: secret() ?? (await store.sessionSecret(business)) })
  }

  return {
    async signIn({ email, password, from }) {
      const came: Came = { ip: from.ip, userAgent: from.userAgent }
      return (await auth(from.secure)).signIn({ email, password, came })
    },
    hash: async (password) => (await import('better-auth/crypto')).hashPassword(password),
    async verify(password, { passwordHash }) {
      if (!passwordHash) return false
      return (await import('better-auth/crypto')).verifyPassword({ hash: passwordHash, password })
    },
  }
}
