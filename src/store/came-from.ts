import type { CameFrom, Referral } from '../domain/message.ts'

/**
 * The ad or post that brought the customer of the conversation `c` here last. It stands with the message it came with, so
 * that it goes along when conversations are joined and split, and is erased with it.
 */
const latest = (column: string) => `(select r.${column} from messages r
      where r.business = c.business and r.conversation = c.id and r.about is not null and r.about like '%"referral":{%'
      order by r.position desc limit 1)`
export const CAME_FROM = `${latest('about')} as came_from, ${latest('sent_at')} as came_at`

export interface CameFromRow {
  came_from?: string | null
  came_at?: number | null
}

export function cameFromOf({ came_from, came_at }: CameFromRow): CameFrom | undefined {
  const referral = referralIn(came_from ?? null)
  return referral && { ...referral, at: came_at ?? 0 }
}

/** What a message tells besides its words, as it is kept. */
export function referralIn(about: string | null): Referral | undefined {
  return about === null ? undefined : (JSON.parse(about) as { referral?: Referral }).referral
}
