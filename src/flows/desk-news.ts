import type { ChangeNews, HandoffNews, MessageNews } from '../domain/desk.ts'
import type { ConversationKey, Work } from './store.ts'

/** What a desk was not told yet. */
export type News =
  | { readonly kind: 'handoff'; readonly id: string; readonly news: HandoffNews }
  | { readonly kind: 'message'; readonly id: string; readonly news: MessageNews }
  | { readonly kind: 'change'; readonly id: string; readonly news: ChangeNews }
  /** A handoff was released, and all of it was told. */
  | { readonly kind: 'over'; readonly id: string }

/** What the store does for desks of a program. */
export interface DeskStore {
  /** In the order in which it happened; empty when the desk knows all. */
  untold(query: { readonly desk: string; readonly conversation: ConversationKey }): Promise<readonly News[]>
  /** Says whether the work is still held: another process may be telling it. */
  told(told: { readonly work: Work; readonly desk: string; readonly news: News }): Promise<boolean>
}
