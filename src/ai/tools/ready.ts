import type { ReadyTool } from '../../domain/agent.ts'
import { isReadyTool, READY_TOOLS, type ReadyToolName } from '../../domain/ready-tools.ts'
import type { Binding } from '../binding.ts'
import { listAttachments, lookAtAttachment } from './attachments.ts'
import { declineOffTopic } from './decline-off-topic.ts'
import { escalate } from './escalate.ts'
import { handOffToHuman } from './hand-off-to-human.ts'
import { memorySearch, memoryStore } from './memory.ts'
import type { Offer } from './offer.ts'
import { sendEmail, sendSlack, sendWebhook } from './posts.ts'
import type { MakeReady } from './ready-tool.ts'
import { scheduleUpdate, stopUpdates } from './schedule-update.ts'
import { requestLocation, sendButtons, sendLink, sendList } from './send-interactive.ts'
import { sendMedia } from './send-media.ts'
import { sendReaction } from './send-reaction.ts'
import { sendTemplate } from './send-template.ts'
import { sendText } from './send-text.ts'

const MAKERS: Readonly<Record<ReadyToolName, MakeReady>> = {
  hand_off_to_human: handOffToHuman,
  escalate,
  decline_off_topic: declineOffTopic,
  send_text: sendText,
  send_buttons: sendButtons,
  send_list: sendList,
  send_link: sendLink,
  request_location: requestLocation,
  send_media: sendMedia,
  send_reaction: sendReaction,
  send_template: sendTemplate,
  send_slack: sendSlack,
  send_email: sendEmail,
  send_webhook: sendWebhook,
  schedule_update: scheduleUpdate,
  stop_updates: stopUpdates,
  list_attachments: listAttachments,
  get_media: lookAtAttachment,
  analyze_attachment: lookAtAttachment,
  memory_search: memorySearch,
  memory_store: memoryStore,
  synap_search: memorySearch,
  synap_store: memoryStore,
}

const TIMEOUT_MS = 30_000

/** Once a value stands among other words nobody can say any more whose it was: so none but the customer's own gets there. */
const FOR_CUSTOMER: ReadonlySet<ReadyToolName> = new Set([
  'escalate',
  'send_text',
  'send_buttons',
  'send_list',
  'send_link',
  'request_location',
  'send_media',
  'send_reaction',
  'send_template',
  'schedule_update',
  'memory_store',
  'synap_store',
])

export function readyOffer(binding: Binding, { tool, name, settings }: ReadyTool): Offer | undefined {
  const made = isReadyTool(tool) ? MAKERS[tool](binding) : undefined
  if (!made || !isReadyTool(tool)) return undefined
  const { description, parameters, unlimited = false, run } = made
  const { description: ownWords, timeoutMs } = settings
  return {
    name,
    id: tool,
    description: typeof ownWords === 'string' ? ownWords : description,
    parameters,
    effect: READY_TOOLS[tool],
    key: undefined,
    timeoutMs: typeof timeoutMs === 'number' ? timeoutMs : TIMEOUT_MS,
    unlimited,
    forCustomer: FOR_CUSTOMER.has(tool),
    run: (input) => run(input, binding),
  }
}
