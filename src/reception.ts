import type { Settings } from './config/settings.ts'
import { accountHandler } from './flows/account-events.ts'
import { campaignHandler } from './flows/campaign-events.ts'
import { consentHandler } from './flows/consent.ts'
import { identityHandler } from './flows/follow-identity.ts'
import { historyHandler } from './flows/import-history.ts'
import { alertHandler } from './flows/notice.ts'
import { type Change, type Origin, receive } from './flows/receive.ts'
import { replayStrays } from './flows/replay-strays.ts'
import { templateHandler } from './flows/sync-templates.ts'
import type { World } from './flows/world.ts'
import { createPeers } from './http/peers.ts'
import { createStandingDoor } from './http/standing-door.ts'
import type { Live } from './live.ts'
import { parseWebhook } from './whatsapp/parse.ts'

interface ReceptionOptions {
  readonly world: World & Pick<Parameters<typeof receive>[0], 'interrupts' | 'wake'>
  readonly settings: Settings
  readonly live: Live
}

/** Where webhooks come in: the door, and what becomes of all that it lets in. */
export type Reception = ReturnType<typeof createReception>

export function createReception({ world, settings, live }: ReceptionOptions) {
  const { store, lines, log, clock } = world
  const read = (raw: unknown) => parseWebhook(raw) ?? []
  const handlersOf = ({ eventHandlers }: Settings) => [
    alertHandler(world),
    templateHandler(world),
    identityHandler(world),
    consentHandler(world),
    accountHandler(world),
    campaignHandler(world),
    historyHandler(world),
    eventHandlers,
  ]
  let handlers = handlersOf(settings)
  const unknownLines = new Set<string>()
  const receiveChanges = (changes: readonly Change[], origin: Origin) => {
    for (const { field, phoneNumberId } of changes)
      if (field === 'messages' && phoneNumberId && !lines.find(phoneNumberId)) unknownLines.add(phoneNumberId)
    return receive({ ...world, handlers }, changes, origin)
  }
  const door = createStandingDoor({
    log,
    production: process.env.NODE_ENV === 'production',
    receive: receiveChanges,
    keepInvalid: (body) =>
      store.keepStray({
        business: settings.business,
        reason: 'it is no WhatsApp webhook',
        field: undefined,
        waitsFor: undefined,
        raw: body,
        receivedAt: clock.now(),
      }),
  })
  let peers = createPeers(settings.webhook)
  const hang = ({ webhook }: Settings) => {
    peers = createPeers(webhook)
    door.hang({
      lines: lines.all.map((line) => ({ line, ...live.credentialsOf(line) })),
      agents: webhook.agents,
      peers,
      allowUnsigned: webhook.allowUnsigned,
    })
  }
  hang(settings)

  const everyLine: Origin = { agent: undefined, mayBe: () => true }
  return {
    door,
    read,
    /** Who hears of events that are no messages. */
    handlers: () => handlers,
    /** Goes on with the lines, secrets and handlers of now. */
    replace(next: Settings) {
      handlers = handlersOf(next)
      hang(next)
    },
    peers: () => peers,
    /** Numbers that have been written to and are nobody's line. */
    unknownLines: () => [...unknownLines],
    /** What came before its line was known may be answered by now. */
    replay: () => replayStrays({ ...world, read, receive: (changes) => receiveChanges(changes, everyLine) }),
  }
}
