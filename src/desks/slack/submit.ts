import { RESOLUTIONS } from '../../domain/handoff.ts'
import { type Answer, blockIn, textIn } from './api.ts'
import { derivedId, type SlackNeeds } from './needs.ts'
import { isFree, NOT_YOURS, permit, readValue, soon } from './press.ts'
import { whyNot } from './send.ts'

const refused = (field: string, words: string): Answer => ({ response_action: 'errors', errors: { [field]: words } })

const fieldOf = (view: Answer, name: string): Answer =>
  blockIn(blockIn(blockIn(blockIn(view, 'state'), 'values'), name), name)

/** A modal was sent. What is handed back stays in it, for whoever has sent it. */
export async function submit(needs: SlackNeeds, body: Answer): Promise<Answer | undefined> {
  const view = blockIn(body, 'view')
  const user = textIn(blockIn(body, 'user'), 'id')
  const about = readValue(textIn(view, 'private_metadata'))
  switch (view.callback_id) {
    case 'wabaton_release':
      return release(needs, user, about, view)
    case 'wabaton_draft':
      return sendDraft(needs, user, about, view)
    default:
      return undefined
  }
}

async function release(needs: SlackNeeds, user: string, about: Answer, view: Answer): Promise<Answer | undefined> {
  const permitted = await permit(needs, user, textIn(about, 'c'), 'conversation.release')
  if (permitted.kind === 'no') return refused('outcome', permitted.words)
  const outcome = textIn(fieldOf(view, 'outcome'), 'value').trim() || undefined
  const chosen = textIn(blockIn(fieldOf(view, 'resolution'), 'selected_option'), 'value')
  const resolution = RESOLUTIONS.find((one) => one === chosen)
  const { person } = permitted
  const done = await needs.desk.releaseHandoff(textIn(about, 'h'), { by: person, source: 'slack', outcome, resolution })
  await soon(needs, textIn(about, 'c'))
  if (done.kind === 'passed') return undefined
  if (done.kind === 'no-agent') return refused('outcome', done.reason)
  return refused('outcome', 'It is released already.')
}

async function sendDraft(needs: SlackNeeds, user: string, about: Answer, view: Answer): Promise<Answer | undefined> {
  const { desk, settings } = needs
  const conversation = textIn(about, 'c')
  const permitted = await permit(needs, user, conversation, 'conversation.reply')
  if (permitted.kind === 'no') return refused('text', permitted.words)
  if (!isFree(permitted) || settings.relay === 'alerts-only') return refused('text', `Not sent. ${NOT_YOURS}`)
  const { person, epoch } = permitted
  const message = textIn(fieldOf(view, 'text'), 'value')
  const id = derivedId('draft', textIn(view, 'id'))
  const answered = await desk.reply(conversation, {
    by: person,
    source: 'slack',
    message,
    drafted: true,
    epoch,
    id,
    holdMs: settings.holdMs,
  })
  return answered.kind === 'queued' ? undefined : refused('text', `Not sent. ${whyNot(answered)}`)
}
