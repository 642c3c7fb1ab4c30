import { createAdapterFactory } from 'better-auth/adapters'
import { isAPIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { Terminal } from '../domain/failure.ts'
import type { Credential, PeopleStore } from '../flows/people.ts'
import { cookieName } from './cookies.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.ts'

export interface AuthOptions {
  readonly store: Pick<PeopleStore, 'credential' | 'beginSession'>
  readonly business: string
  readonly secret: string
  readonly secure: boolean
  readonly now: () => number
}

export interface Came {
  readonly ip: string | undefined
  readonly userAgent: string | undefined
}

export interface Auth {
  /** What to set as cookie. */
  signIn(given: { email: string; password: string; came: Came }): Promise<string | undefined>
}

/** In which we tell better-auth from where somebody came. */
const CALLER = 'x-wabaton-caller'
const LONGEST_SESSION_S = 7 * 24 * 60 * 60

/**
 * better-auth on our own store: it checks passwords and opens sessions. Its own routes are not mounted; whether a session
 * still holds is looked up in the store (`sessionBy`), where its age is counted by our clock.
 */
export function createAuth({ store, business, secret, secure, now }: AuthOptions): Auth {
  const auth = betterAuth({
    // Nothing leads there: no route of better-auth answers anybody.
    baseURL: `${secure ? 'https' : 'http'}://wabaton.invalid`,
    secret,
    database: adapterOn({ store, business, now }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    session: { expiresIn: LONGEST_SESSION_S },
    advanced: {
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [CALLER], ipv6Subnet: 128 },
      cookies: {
        session_token: {
          name: cookieName(secure),
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        },
      },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  return {
    async signIn({ email, password, came: { ip = '', userAgent = '' } }) {
      const asked = { body: { email, password }, headers: new Headers({ [CALLER]: ip, 'user-agent': userAgent }) }
      try {
        const { headers } = await auth.api.signInEmail({ ...asked, returnHeaders: true })
        return headers.getSetCookie().find((cookie) => cookie.startsWith(`${cookieName(secure)}=`))
      } catch (error) {
        if (isAPIError(error) && error.statusCode < 500) return undefined
        throw error
      }
    },
  }
}

type Row = Record<string, unknown>
interface Wanted {
  readonly model: string
  readonly where: readonly {
    readonly field: string
    readonly operator?: string | undefined
    readonly value?: unknown
  }[]
}

/**
 * The door to the store is as narrow as signing in is: teammates are looked up, a session is written. Whatever else a
 * newer better-auth should want to do fails here, rather than being done behind our back.
 */
function adapterOn({ store, business, now }: Pick<AuthOptions, 'store' | 'business' | 'now'>) {
  const never = (what: string) => async () => {
    throw new Terminal(`Signing in does not ${what}.`)
  }
  const find = async ({ model, where }: Wanted): Promise<Row[]> => {
    const [only, ...others] = where
    if (!only || others.length > 0 || only.operator !== 'eq') throw new Terminal(`Signing in does not search ${model}.`)
    const value = String(only.value)
    if (model === 'user' && only.field === 'email')
      return rowsOf(await store.credential({ business, email: value }), asUser)
    if (model === 'user' && only.field === 'id') return rowsOf(await store.credential({ business, id: value }), asUser)
    if (model === 'account' && only.field === 'userId')
      return rowsOf(await store.credential({ business, id: value }), asAccount)
    throw new Terminal(`Signing in does not search ${model} by ${only.field}.`)
  }
  return createAdapterFactory({
    config: { adapterId: 'wabaton', supportsNumericIds: false },
    adapter: () => ({
      async create<T extends Row>({ model, data }: { model: string; data: T }): Promise<T> {
        if (model !== 'session') throw new Terminal(`Signing in does not make a ${model}.`)
        const { token, userId, ipAddress: ip, userAgent } = data
        const came = { ip: ip ? String(ip) : undefined, userAgent: userAgent ? String(userAgent) : undefined }
        const session = { business, teammate: String(userId), token: String(token), ...came, now: now() }
        return { ...data, ...(await store.beginSession(session)) }
      },
      findOne: async <T>(wanted: Wanted) => ((await find(wanted))[0] ?? null) as T | null,
      findMany: async <T>({ model, where = [] }: { model: string; where?: Wanted['where'] | undefined }) =>
        (await find({ model, where })) as T[],
      update: never('change anything'),
      updateMany: never('change anything'),
      delete: never('delete anything'),
      deleteMany: never('delete anything'),
      count: never('count anything'),
    }),
  })
}

const rowsOf = (found: Credential | undefined, as: (credential: Credential) => Row) => (found ? [as(found)] : [])

const times = ({ createdAt }: Credential) => ({ createdAt: new Date(createdAt), updatedAt: new Date(createdAt) })

const asUser = (one: Credential): Row => ({
  id: one.id,
  name: one.name,
  email: one.email,
  emailVerified: true,
  image: null,
  ...times(one),
})

const asAccount = (one: Credential): Row => ({
  id: one.id,
  userId: one.id,
  accountId: one.id,
  providerId: 'credential',
  password: one.passwordHash,
  ...times(one),
})
