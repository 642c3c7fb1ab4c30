import type { Content } from './content.ts'
import type { Sender } from './customer.ts'

/** What a webhook tells besides messages and statuses, read as far as something may be done about it. */
export type Notice =
  /** Somebody of the business typed on the phone, in the WhatsApp Business app. */
  | {
      readonly kind: 'echo'
      readonly wamid: string
      readonly to: Sender
      readonly content: Content
      readonly sentAt: number
      /** The wamid of the message that it answers. */
      readonly quotes?: string
      /** Meta's own agent, or another program on the same number, has said it. */
      readonly byAgent?: true
    }
  /** The app's address book changed. */
  | { readonly kind: 'contact-synced'; readonly contact: Sender; readonly removed: boolean; readonly at: number }
  /** What was said before the number came to us. It is read, and never answered. Phase, chunk and progress are -1 where they were not told. */
  | {
      readonly kind: 'history'
      readonly phase: number
      readonly chunk: number
      readonly progress: number
      readonly threads: readonly HistoryThread[]
      readonly error?: AccountError
    }
  | {
      readonly kind: 'template-status'
      readonly template: TemplateName
      readonly event: string
      readonly reason?: string
      /** In Meta's own sentences: what is wrong, and what may be done. */
      readonly detail?: string
    }
  | {
      readonly kind: 'template-quality'
      readonly template: TemplateName
      readonly before?: string
      readonly after: string
    }
  | {
      readonly kind: 'template-category'
      readonly template: TemplateName
      readonly category: string
      readonly before?: string
      /** Announced: the category it will have in a day, */
      readonly becomes?: string
      /** and when. */
      readonly at?: number
    }
  | { readonly kind: 'template-changed'; readonly template: TemplateName }
  | {
      readonly kind: 'number-quality'
      readonly displayPhone?: string
      readonly event?: string
      readonly limit?: string
    }
  | { readonly kind: 'number-name'; readonly displayPhone?: string; readonly decision?: string; readonly name?: string }
  | { readonly kind: 'capability'; readonly limit?: string; readonly numbers?: number }
  | {
      readonly kind: 'account'
      readonly account?: string
      readonly event: string
      readonly restrictions: readonly { readonly type: string; readonly until?: number }[]
      readonly banned?: string
      readonly violation?: string
    }
  | { readonly kind: 'account-review'; readonly decision: string }
  | {
      readonly kind: 'account-alert'
      readonly severity?: string
      readonly type?: string
      readonly description?: string
    }
  | { readonly kind: 'security'; readonly event: string; readonly displayPhone?: string }
  | {
      readonly kind: 'preference'
      readonly who: Sender
      readonly category: string
      readonly wants: boolean
      readonly at: number
    }
  | { readonly kind: 'user-id-changed'; readonly from: Sender; readonly to: Sender }
  | { readonly kind: 'call'; readonly id: string; readonly event: string; readonly who: Sender; readonly at: number }
  /** Meta's own agent holds the chat, or gave it back: `control` says with whom, as far as it was told. */
  | { readonly kind: 'standby'; readonly field: string; readonly control?: Control }
  | { readonly kind: 'group'; readonly field: string; readonly groups: number }
  /** An error of the account or the system that belongs to no message. */
  | { readonly kind: 'error'; readonly error: AccountError }
  /** A field, or something in one, that Meta has documented and we only keep. */
  | { readonly kind: 'kept'; readonly field: string; readonly what?: string }

export interface Control {
  readonly who: Sender
  /** Somebody else answers from then on; else it is ours again. */
  readonly elsewhere: boolean
  readonly at: number
}

export interface TemplateName {
  readonly id?: string
  readonly name: string
  readonly language: string
}

export interface AccountError {
  readonly code: number
  readonly reason: string
}

export interface HistoryThread {
  readonly with: Sender
  readonly messages: readonly {
    readonly wamid: string
    readonly fromBusiness: boolean
    readonly content: Content
    readonly sentAt: number
    readonly status?: string
  }[]
}

/** One change of a webhook that is no message: what your own code is given of it. */
export interface WebhookEvent {
  /** Meta's name of the field: `account_update`, `message_template_status_update`, … */
  readonly field: string
  readonly line: string | undefined
  readonly phoneNumberId: string | undefined
  /** The WhatsApp Business account. */
  readonly account: string | undefined
  /** As far as it was understood. */
  readonly notices: readonly Notice[]
  /** Meta's own JSON. */
  readonly raw: unknown
  readonly receivedAt: number
}

/** Called at least once for each change of its field. What it throws is tried again, and in the end a dead letter. */
export type EventHandler = (event: WebhookEvent) => void | Promise<void>

/** By field; `*` is called for every field. Both are, where both are given. */
export type EventHandlers = Readonly<Record<string, EventHandler>>
