import type { Agenda } from '../agenda.ts'
import { isPlain } from './arguments.ts'
import type { FaultBook } from './faults.ts'
import type { Happenings } from './happenings.ts'
import type { Plain } from './shapes.ts'

export type DeliveryKind = 'events_api' | 'interactive'

export interface Delivery {
  readonly kind: DeliveryKind
  readonly payload: Plain
  /** 0 for the first. */
  readonly attempt: number
  /** Why it comes again, in Slack's words: `timeout`, `http_error` and the like. */
  readonly reason: string
}

export type Receipt = { readonly ok: true; readonly payload: Plain } | { readonly ok: false; readonly reason: string }

/** Brings one thing to the app once. */
export type Outlet = (delivery: Delivery) => Promise<Receipt>

export interface Deliveries {
  /** Until the app has said that it has it; three more times at most. */
  event(payload: Plain): void
  /** Once only: the person waits for it. */
  interaction(payload: Plain): Promise<Receipt>
}

/** Slack's own: at once, after a minute, after five. */
const RETRY_AFTER_MS = [1000, 60_000, 300_000]
/** A held-back event is overtaken by the next one, or goes after this long. */
const HELD_BACK_MS = 5000

interface Needs {
  readonly agenda: Agenda
  readonly random: () => number
  readonly faults: FaultBook
  readonly happenings: Happenings
  readonly outlet: () => Outlet | undefined
}

export function createDeliveries({ agenda, random, faults, happenings, outlet }: Needs): Deliveries {
  let heldBack: (() => void) | undefined

  async function carry(delivery: Delivery): Promise<Receipt> {
    const done = agenda.begin()
    try {
      const receipt = (await outlet()?.(delivery)) ?? { ok: false, reason: 'connection_failed' }
      const { event } = delivery.payload
      const what = isPlain(event) ? String(event.subtype ?? event.type) : String(delivery.payload.type)
      const outcome = receipt.ok ? 'acknowledged' : receipt.reason
      happenings.emit({ type: 'delivered', what, attempt: delivery.attempt, outcome })
      return receipt
    } finally {
      done()
    }
  }

  async function untilHeard(payload: Plain, losesAck: boolean): Promise<void> {
    let reason = ''
    for (let attempt = 0; attempt <= RETRY_AFTER_MS.length; attempt++) {
      if (attempt > 0) await agenda.pause(RETRY_AFTER_MS[attempt - 1]!)
      const receipt = await carry({ kind: 'events_api', payload, attempt, reason })
      if (receipt.ok && !(losesAck && attempt === 0)) return
      reason = receipt.ok ? 'timeout' : receipt.reason
    }
  }

  return {
    event(payload) {
      const fault = faults.takeEvent()
      const waiting = heldBack
      heldBack = undefined
      const send = () => void untilHeard(payload, fault === 'lost-ack')
      switch (fault) {
        case 'lost':
          break
        case 'late':
          agenda.after(random() * faults.rates.lateMs, send)
          break
        case 'reorder': {
          const cancel = agenda.after(HELD_BACK_MS, () => {
            if (heldBack === release) heldBack = undefined
            send()
          })
          const release = () => {
            cancel()
            send()
          }
          heldBack = release
          break
        }
        case 'duplicate':
          send()
          agenda.after(random() * 2000, send)
          break
        default:
          send()
      }
      waiting?.()
    },
    interaction: (payload) => carry({ kind: 'interactive', payload, attempt: 0, reason: '' }),
  }
}
