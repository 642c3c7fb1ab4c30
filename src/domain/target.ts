import type { Post } from './turn.ts'

/** A place that the configuration names, for messages of agents to others than the customer. */
export type Target =
  /** Address of an incoming webhook. */
  | { readonly slack: string }
  | { readonly email: string }
  /** With a secret, each request is signed with it. */
  | { readonly webhook: string; readonly secret?: string }
  /** A phone in international form. */
  | { readonly whatsapp: string }

export type Targets = Readonly<Record<string, Target>>

export function channelOf(target: Target): Post['channel'] {
  if ('slack' in target) return 'slack'
  if ('email' in target) return 'email'
  return 'webhook' in target ? 'webhook' : 'whatsapp'
}
