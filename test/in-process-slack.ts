import type { SimulatorClock } from '../simulator/index.ts'
import type { SlackDouble } from '../simulator/slack/index.ts'
import { type Answer, type ConnectSlack, type SlackEar, SlackLater, SlackRefused } from '../src/desks/slack/api.ts'

type After = SimulatorClock['after']
type Given = ReturnType<SlackDouble['call']>

function bodyOf(method: string, given: Given): { ok: boolean; error?: string } & Answer {
  if (given.kind !== 'answer') throw new SlackLater(`Slack cannot be reached: ${given.kind}`)
  const { status, headers, body } = given
  if (status === 429) throw new SlackLater(`no more of ${method}`, { afterMs: Number(headers['retry-after']) * 1_000 })
  if (status !== 200) throw new SlackLater(`Slack cannot be reached: HTTP ${status}`)
  return JSON.parse(String(body))
}

/** The pretend Slack without a network, so that it shares the virtual time of everything else. */
export const inProcess =
  (there: Promise<{ double: SlackDouble; after: After }>): ConnectSlack =>
  async ({ settings, ear }) => {
    const { double, after } = await there
    let stopped = false
    const pathOf = (url: string) => url.slice(double.url.length)
    const request = (url: string, method: string, body: Uint8Array) =>
      double.request({ method, path: pathOf(url), headers: { authorization: `Bearer ${settings.botToken}` }, body })
    return {
      async call(method, args) {
        const answer = bodyOf(method, double.call(method, { ...args }, { token: settings.botToken }))
        if (!answer.ok) throw new SlackRefused(method, answer.error ?? 'unknown_error')
        return answer
      },
      async upload(url, bytes) {
        const given = request(url, 'POST', bytes)
        if (given.kind !== 'answer' || given.status !== 200) throw new SlackLater('the file was not taken')
      },
      async download(url, most) {
        const given = request(url, 'GET', new Uint8Array())
        if (given.kind !== 'answer' || given.status !== 200) throw new SlackLater('the file was not given')
        return given.body.length > most ? undefined : Buffer.from(given.body as Buffer)
      },
      async start() {
        for (let socket = 0; socket < 2; socket++) listen({ double, after }, ear, () => stopped)
      },
      async stop() {
        stopped = true
        double.sockets.drop()
      },
    }
  }

/** A socket that is opened again whenever it breaks, as Slack's own library does. */
function listen(there: { double: SlackDouble; after: After }, ear: SlackEar, isStopped: () => boolean): void {
  const again = () => {
    if (!isStopped()) there.after(1_000, () => listen(there, ear, isStopped))
  }
  const connection = there.double.connect({
    send(text) {
      const frame = JSON.parse(text)
      if (frame.type === 'disconnect') return again()
      if (frame.type === 'hello') return queueMicrotask(ear.connected)
      if (isStopped()) return
      const hand = frame.type === 'events_api' ? ear.event(frame.payload) : ear.interaction(frame.payload)
      hand.then(
        (payload) =>
          connection?.received(JSON.stringify({ envelope_id: frame.envelope_id, ...(payload && { payload }) })),
        () => {},
      )
    },
    close: again,
  })
  if (!connection) again()
}
