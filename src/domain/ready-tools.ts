import type { Effect } from './effect.ts'

/**
 * The tools that Wabaton brings, and what each does to the world. Most of them only say what shall happen along with the
 * reply; until that is stored, nothing has, so that they may be called again.
 */
export const READY_TOOLS = {
  hand_off_to_human: 'reversible',
  escalate: 'reversible',
  decline_off_topic: 'reversible',
  send_text: 'reversible',
  send_buttons: 'reversible',
  send_list: 'reversible',
  send_link: 'reversible',
  request_location: 'reversible',
  send_media: 'reversible',
  send_reaction: 'reversible',
  send_template: 'reversible',
  send_slack: 'reversible',
  send_email: 'reversible',
  send_webhook: 'reversible',
  schedule_update: 'reversible',
  stop_updates: 'reversible',
  list_attachments: 'read',
  get_media: 'read',
  analyze_attachment: 'read',
  memory_search: 'read',
  memory_store: 'reversible',
  synap_search: 'read',
  synap_store: 'reversible',
} as const satisfies Readonly<Record<string, Effect>>
export type ReadyToolName = keyof typeof READY_TOOLS

export const isReadyTool = (name: string): name is ReadyToolName => Object.hasOwn(READY_TOOLS, name)
