// What goes wrong with Slack, on demand.
import { byId } from './asking.js'

export const troubles = {
  wire({ doing, refresh }) {
    const on = (verb, body) => doing(verb)(body).then(refresh)
    const faults = {
      sockets: () => on('sockets', {}),
      drop: () => on('sockets', { drop: true }),
      event: () => on('event-fault', { fault: byId('event-fault').value }),
      call() {
        const kind = byId('call-fault').value
        return on('call-fault', { kind, times: 5, seconds: 10, error: 'internal_error' })
      },
    }
    for (const button of document.querySelectorAll('[data-fault]'))
      button.addEventListener('click', () => faults[button.dataset.fault]())
    byId('outage').addEventListener('change', () => on('outage', { kind: byId('outage').value }))
    byId('revoked').addEventListener('change', () => on('token', { revoked: byId('revoked').checked }))
  },
  draw({ sockets, outage, revoked }) {
    byId('revoked').checked = revoked
    byId('outage').value = outage ?? ''
    byId('sockets').textContent =
      sockets === 0 ? 'The app has no socket open.' : sockets === 1 ? '1 socket open.' : `${sockets} sockets open.`
  },
}
