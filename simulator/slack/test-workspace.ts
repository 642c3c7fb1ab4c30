import { seededRandom } from '../seeded-random.ts'
import { createVirtualClock } from '../virtual-clock.ts'
import { createSlackDouble, type SlackDoubleOptions } from './index.ts'

/** A workspace on virtual time, with an app that is told through a socket in process. */
export function workspaceOnVirtualTime(options: Partial<SlackDoubleOptions> & { seed?: number } = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 21, 12))
  const slack = createSlackDouble({
    clock,
    random: seededRandom(options.seed ?? 1),
    people: [
      { name: 'dana', realName: 'Dana Ortiz', email: 'dana@harbour.example' },
      { name: 'omar', realName: 'Omar Haddad', email: 'omar@harbour.example' },
    ],
    ...options,
  })
  /** A call's answer as an object, with its HTTP status. */
  const call = (method: string, args: Record<string, unknown> = {}) => {
    const answered = slack.call(method, args)
    if (answered.kind !== 'answer') return { status: 0, kind: answered.kind }
    return { status: answered.status, headers: answered.headers, ...JSON.parse(String(answered.body)) }
  }
  /** Every frame that came, each acknowledged unless told otherwise. */
  const listen = (acknowledge: (frame: Frame) => Record<string, unknown> | undefined = () => ({})) => {
    const frames: Frame[] = []
    const connection = slack.connect({
      send(text) {
        const frame = JSON.parse(text) as Frame
        frames.push(frame)
        const payload = frame.envelope_id === undefined ? undefined : acknowledge(frame)
        if (payload) connection?.received(JSON.stringify({ envelope_id: frame.envelope_id, payload }))
      },
      close() {},
    })
    return frames
  }
  return { clock, slack, call, listen, dana: slack.person('dana'), omar: slack.person('omar') }
}

export interface Frame {
  readonly type: string
  readonly envelope_id?: string
  readonly retry_attempt?: number
  readonly retry_reason?: string
  readonly payload?: { event_id: string; event: Record<string, unknown>; actions: Record<string, unknown>[] } & Record<
    string,
    unknown
  >
}
