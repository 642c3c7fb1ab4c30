import type { Arguments } from '../arguments.ts'
import { type Method, TIER_4 } from '../method.ts'
import { SlackError } from '../slack-error.ts'
import { checkView, showView } from '../view.ts'
import type { World } from '../world.ts'

function open(world: World, given: Arguments) {
  const body = checkView(world.names, given.object('view', 'invalid_arguments'))
  const user = world.triggers.take(given.required('trigger_id', 'invalid_trigger_id'))
  return { view: world.showing.view(showView(world, user, body)) }
}

function update(world: World, given: Arguments) {
  const body = checkView(world.names, given.object('view', 'invalid_arguments'))
  const id = given.text('view_id')
  const external = given.text('external_id')
  const view = world.workspace.views.find(
    (one) => one.open && (id ? one.id === id : external !== undefined && one.body.external_id === external),
  )
  if (!view) throw new SlackError('not_found')
  const hash = given.text('hash')
  if (hash && hash !== view.hash) throw new SlackError('hash_conflict')
  view.body = body
  view.hash = `${world.names.ts().split('.')[0]}.${world.names.secret().slice(0, 8)}`
  view.errors = {}
  world.happenings.emit({ type: 'view', user: view.user })
  return { view: world.showing.view(view) }
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], token: 'bot', perMinute: TIER_4, json: true, run: open },
  'views.update': { scopes: [], token: 'bot', perMinute: TIER_4, json: true, run: update },
}
