import { createHash, randomBytes } from 'node:crypto'

/** Nobody can guess it, so that a plain digest of it gives nothing away. The first letters say what it opens. */
export const newSecret = (opens: 'token' | 'invitation' | 'reset' | 'setup'): string =>
  `wabaton_${opens}_${randomBytes(32).toString('base64url')}`

/**
 * What the store keeps of a secret. Secrets are found by it, which also keeps the time of the search from telling how
 * much of a guess was right.
 */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
