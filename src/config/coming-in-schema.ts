import { z } from 'zod'
import { slack } from './slack.ts'
import { secret } from './values.ts'

const OWN = '32 random characters or more: `openssl rand -hex 32`.'

/** How people and programs come in. */
export const comingIn = {
  /** People are called in a channel of Slack, and answer in a thread. */
  slack,

  /** The HTTP API under `/api`. */
  api: z
    .strictObject({
      /** Whoever sends it as a bearer token may do all. */
      token: secret(OWN).optional(),
    })
    .prefault({}),

  signIn: z
    .strictObject({
      /** What sessions are signed with. Default: one that the store makes and keeps. */
      secret: secret(OWN).optional(),
      /** With it the first owner is made, once. Default: one that is printed at the start. */
      setupToken: secret(OWN).optional(),
    })
    .prefault({}),
}
