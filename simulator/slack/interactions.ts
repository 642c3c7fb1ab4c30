import { isPlain } from './arguments.ts'
import type { Ephemeral, Message, Plain, User, View } from './shapes.ts'
import { SlackError } from './slack-error.ts'
import { checkView, showView } from './view.ts'
import type { World } from './world.ts'

/** Whether the app has taken it within its three seconds; what the person is shown when it has not. */
export interface Outcome {
  readonly ok: boolean
  readonly reason?: string
}

export interface Pressed {
  /** The `action_id`, or what is written on it. */
  readonly action: string
  /** Where several blocks have the same. */
  readonly block?: string
  /** What is chosen: an option's value, a person's id. */
  readonly value?: string
}

type Place =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'ephemeral'; readonly message: Ephemeral }
  | { readonly kind: 'view'; readonly view: View }

export interface Interactions {
  press(user: User, place: Place, pressed: Pressed): Promise<Outcome>
  submit(user: User, view: View, values: Readonly<Record<string, string | readonly string[]>>): Promise<Outcome>
  close(user: User, view: View): Promise<Outcome>
}

export function createInteractions(world: World): Interactions {
  const { workspace, names, deliveries, showing } = world
  const verificationToken = names.secret()

  const common = (user: User): Plain => ({
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.team.id },
    api_app_id: workspace.app.id,
    token: verificationToken,
    trigger_id: world.triggers.create(user.id),
    team: { id: workspace.team.id, domain: workspace.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  })

  async function carry(payload: Plain) {
    const receipt = await deliveries.interaction(payload)
    return { receipt, outcome: receipt.ok ? { ok: true } : { ok: false, reason: receipt.reason } }
  }

  return {
    async press(user, place, { action, block, value }) {
      const blocks = blocksOf(place)
      const found = findElement(block ? blocks.filter(({ block_id }) => block_id === block) : blocks, action)
      if (!found) throw new Error(`Nothing to press is called "${action}".`)
      const acted = { ...actOf(found.element, value), block_id: found.block.block_id, action_ts: names.ts() }
      const { outcome } = await carry({
        type: 'block_actions',
        ...common(user),
        ...placeOf(world, user, place),
        state: { values: place.kind === 'view' ? place.view.values : {} },
        actions: [acted],
      })
      return outcome
    },

    async submit(user, view, written) {
      view.values = valuesOf(view, written)
      view.errors = missing(view)
      if (Object.keys(view.errors).length > 0) return { ok: true }
      const payload = { type: 'view_submission', ...common(user), view: showing.view(view), response_urls: [] }
      const { receipt, outcome } = await carry(payload)
      if (!receipt.ok) return outcome
      obey(world, view, receipt.payload)
      world.happenings.emit({ type: 'view', user: user.id })
      return outcome
    },

    async close(user, view) {
      view.open = false
      world.happenings.emit({ type: 'view', user: user.id })
      if (!view.body.notify_on_close) return { ok: true }
      const payload = { type: 'view_closed', ...common(user), view: showing.view(view), is_cleared: false }
      return (await carry(payload)).outcome
    },
  }
}

const blocksOf = (place: Place): Plain[] => {
  const blocks: unknown = place.kind === 'view' ? place.view.body.blocks : place.message.blocks
  return Array.isArray(blocks) ? blocks.filter(isPlain) : []
}

function placeOf(world: World, user: User, place: Place): Plain {
  const { workspace, showing, responseUrls } = world
  if (place.kind === 'view')
    return { container: { type: 'view', view_id: place.view.id }, view: showing.view(place.view) }
  const { message, kind } = place
  const channel = workspace.channel(message.channel)
  const path = responseUrls.create({
    user: user.id,
    channel: channel.id,
    ts: message.ts,
    thread: message.thread,
    isEphemeral: kind === 'ephemeral',
  })
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: kind === 'ephemeral',
      ...(message.thread !== undefined && { thread_ts: message.thread }),
    },
    channel: { id: channel.id, name: channel.name },
    // Of what one person alone sees, Slack tells no text.
    ...(place.kind === 'message' && { message: showing.message(channel, place.message) }),
    response_url: `${world.base()}${path}`,
  }
}

function findElement(blocks: readonly Plain[], action: string) {
  const all = blocks.flatMap((block) =>
    [...(Array.isArray(block.elements) ? block.elements : []), block.accessory, block.element]
      .filter(isPlain)
      .map((element) => ({ block, element })),
  )
  const says = (element: Plain) => (isPlain(element.text) ? element.text.text : undefined)
  return (
    all.find(({ element }) => element.action_id === action) ??
    all.find(({ element }) => element.type === 'button' && says(element) === action)
  )
}

function optionOf({ options }: Plain, value: string | undefined): Plain {
  const found = (Array.isArray(options) ? options : []).filter(isPlain).find((one) => one.value === value)
  if (!found) throw new Error(`There is no option "${value}".`)
  return found
}

/** What is told of the element itself. */
function actOf(element: Plain, value: string | undefined): Plain {
  const { type, action_id } = element
  switch (type) {
    case 'button': {
      const { text, value: own, style } = element
      return { action_id, type, text, ...(own !== undefined && { value: own }), ...(style !== undefined && { style }) }
    }
    case 'users_select':
      return { action_id, type, selected_user: value }
    case 'checkboxes':
      return {
        action_id,
        type,
        selected_options: (value ?? '')
          .split(',')
          .filter(Boolean)
          .map((one) => optionOf(element, one)),
      }
    case 'plain_text_input':
      return { action_id, type, value }
    default:
      return { action_id, type, selected_option: optionOf(element, value) }
  }
}

/** What stands in the fields of a modal; `written` goes by action. What is not written keeps its first value. */
function valuesOf(view: View, written: Readonly<Record<string, string | readonly string[]>>): View['values'] {
  const values: View['values'] = {}
  const blocks = Array.isArray(view.body.blocks) ? view.body.blocks.filter(isPlain) : []
  for (const { block_id, ...block } of blocks)
    for (const element of [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])]) {
      if (!isPlain(element) || element.type === 'button') continue
      const action = String(element.action_id)
      values[String(block_id)] = { ...values[String(block_id)], [action]: fieldOf(element, written[action]) }
    }
  return values
}

function fieldOf(element: Plain, written: string | readonly string[] | undefined): Plain {
  const { type } = element
  const one = typeof written === 'string' ? written : undefined
  switch (type) {
    case 'plain_text_input':
      return { type, value: one ?? element.initial_value ?? null }
    case 'users_select':
      return { type, selected_user: one ?? element.initial_user ?? null }
    case 'checkboxes': {
      const chosen = written === undefined ? undefined : [written].flat().filter(Boolean)
      const selected = chosen?.map((value) => optionOf(element, value)) ?? element.initial_options ?? []
      return { type, selected_options: selected }
    }
    default:
      return { type, selected_option: one ? optionOf(element, one) : (element.initial_option ?? null) }
  }
}

/** A field that has to be filled is asked for before anything is sent. */
function missing(view: View): Record<string, string> {
  const errors: Record<string, string> = {}
  const blocks = Array.isArray(view.body.blocks) ? view.body.blocks.filter(isPlain) : []
  for (const { type, optional, block_id, element } of blocks) {
    if (type !== 'input' || optional === true || !isPlain(element)) continue
    const field = view.values[String(block_id)]?.[String(element.action_id)] ?? {}
    const filled = Object.entries(field).some(
      ([key, value]) =>
        key !== 'type' && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    )
    if (!filled) errors[String(block_id)] = 'Please complete this required field.'
  }
  return errors
}

/** The app's answer to a submitted modal. */
function obey(world: World, view: View, { response_action: action, errors, view: next }: Plain) {
  if (action === 'errors' && isPlain(errors)) {
    view.errors = Object.fromEntries(Object.entries(errors).map(([block, text]) => [block, String(text)]))
    return
  }
  if (action === 'update' || action === 'push') {
    if (!isPlain(next)) throw new SlackError('invalid_arguments')
    const body = checkView(world.names, next)
    if (action === 'push') return void showView(world, view.user, body)
    view.body = body
    return
  }
  if (action === 'clear') for (const one of world.workspace.views) if (one.user === view.user) one.open = false
  view.open = false
}
