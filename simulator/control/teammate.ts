import { type Actions, BadControl, findHandset, text } from './body.ts'

/** A customer's conversation with one line, by their numbers. */
export interface PlayedConversation {
  /** Digits. */
  readonly phone: string
  readonly phoneNumberId: string
}

/**
 * What the business's own desk lends to a story that is watched, where simulator and server are one program. Without it
 * stories wait for people.
 */
export interface PlayedDesk {
  /** Where teammates work, for a link. */
  readonly page: string
  /** `agent`, `waiting` or `teammate`; undefined before the first message. */
  ownerOf(conversation: PlayedConversation): Promise<string | undefined>
  answers(conversation: PlayedConversation, text: string): Promise<void>
  releases(conversation: PlayedConversation, outcome: string): Promise<void>
}

/** A teammate at the desk, played for a story. */
export const TEAMMATE_ACTIONS = {
  async teammate({ simulator, desk }, body) {
    if (!desk) throw new BadControl('The desk belongs to another program: answer there.')
    const { customer, line } = findHandset(simulator, body)
    const conversation = { phone: customer.phone, phoneNumberId: line }
    if (body.says !== undefined) await desk.answers(conversation, text(body, 'says'))
    if (body.releases !== undefined) await desk.releases(conversation, text(body, 'releases'))
    return { owner: await desk.ownerOf(conversation) }
  },
} satisfies Actions
