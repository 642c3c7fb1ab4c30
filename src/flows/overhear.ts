import { Terminal } from '../domain/failure.ts'
import type { Line } from '../domain/line.ts'
import type { Notice } from '../domain/notice.ts'
import { otherAgent, phoneApp } from '../domain/phone-app.ts'
import { type PassNeeds, tell } from './pass-baton.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'store' | 'clock' | 'log'> & Pick<PassNeeds, 'interrupts' | 'wake'>
type Echo = Extract<Notice, { kind: 'echo' }>

/**
 * What was said on the number by other means than ours. A teammate who types on the phone takes the conversation: it is
 * theirs before the webhook is acknowledged. Says whether it was new; undefined where the store will never take it.
 */
export async function hearEcho(world: Needs, line: Line, echo: Echo): Promise<boolean | undefined> {
  const { store, clock, log, interrupts } = world
  const { business, name, phoneNumberId } = line
  const { wamid, to, content, sentAt, quotes, byAgent } = echo
  const said = { phoneNumberId, wamid, sender: to, content, sentAt, raw: null }
  try {
    const heard = await store.hearEcho({
      business,
      line: name,
      message: quotes === undefined ? said : { ...said, quotes },
      receivedAt: clock.now(),
      author: byAgent ? 'agent' : 'teammate',
      by: byAgent ? otherAgent(name) : phoneApp(name),
    })
    log.debug('echo-received', { line: name, kind: content.kind, receipt: heard.kind })
    if (heard.kind === 'duplicate') return false
    // An agent that thinks about it has not read this.
    interrupts.interrupt(heard.conversation)
    if (heard.passed) tell(world, 'reply', heard.passed)
    return true
  } catch (error) {
    if (!(error instanceof Terminal)) throw error
    log.error('message-not-stored', { line: name, error })
    return undefined
  }
}

/** Meta's own agent, or another program on the number, has the chat; or it is ours again. */
export async function moveControl(world: Needs, line: Line, notice: Notice): Promise<void> {
  if (notice.kind !== 'standby' || !notice.control) return
  const { store, clock, log, interrupts, wake } = world
  const { business, name } = line
  const receivedAt = clock.now()
  const conversation = await store.moveControl({ business, line: name, receivedAt, ...notice.control })
  if (conversation === undefined) return
  const { elsewhere } = notice.control
  log.info('control-moved', { conversation, line: name, elsewhere })
  if (elsewhere) interrupts.interrupt(conversation, 'somebody took over')
  wake(receivedAt)
}
