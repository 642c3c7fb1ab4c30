import { z } from 'zod'
import { ROLES } from '../domain/access.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.ts'

/** What people tell of themselves and of each other. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('is not an e-mail address'))
export const personName = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(100, 'has more than 100 characters')
  .regex(/^\P{Cc}*$/u, 'has characters that nobody can see')
export const password = z
  .string()
  .min(SHORTEST_PASSWORD, `has fewer than ${SHORTEST_PASSWORD} characters`)
  .max(LONGEST_PASSWORD, `has more than ${LONGEST_PASSWORD} characters`)
export const oneTimeSecret = z.string().min(1, 'is empty').max(200)
export const role = z.enum(ROLES, `is one of ${ROLES.join(', ')}`)
export const lineScope = z.union(
  [z.literal('all'), z.array(z.string().max(200)).min(1).max(200)],
  'is "all", or a list of names of lines',
)
