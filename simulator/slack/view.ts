import { isPlain } from './arguments.ts'
import { checkBlocks } from './blocks.ts'
import { checkText } from './elements.ts'
import type { Names } from './names.ts'
import type { Plain, View } from './shapes.ts'
import { SlackError } from './slack-error.ts'
import type { World } from './world.ts'

/** A modal's rules; its blocks have their names afterwards. */
export function checkView(names: Names, view: Plain | undefined): Plain {
  if (!view) throw new SlackError('invalid_arguments', ['[ERROR] missing required field: view'])
  const faults: string[] = []
  const say = (what: string, where = '') => void faults.push(`[ERROR] ${what} [json-pointer:/view${where}]`)
  if (view.type !== 'modal') say(`unsupported type: ${String(view.type)}`, '/type')
  checkText(view.title, { most: 24, kinds: ['plain_text'], at: '/title' }, say)
  for (const part of ['submit', 'close'])
    if (view[part] !== undefined) checkText(view[part], { most: 24, kinds: ['plain_text'], at: `/${part}` }, say)
  if (String(view.private_metadata ?? '').length > 3000) say('must be less than 3001 characters', '/private_metadata')
  if (String(view.callback_id ?? '').length > 255) say('must be less than 256 characters', '/callback_id')
  const blocks = Array.isArray(view.blocks) ? view.blocks.filter(isPlain) : []
  if (!Array.isArray(view.blocks)) say('missing required field: blocks', '/blocks')
  if (blocks.some(({ type }) => type === 'input') && view.submit === undefined)
    say('missing required field: submit', '/submit')
  if (faults.length > 0) throw new SlackError('invalid_arguments', faults)
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view,
    blocks: checkBlocks(names, blocks, 'modal'),
  }
}

/** Opens it on somebody's screen. */
export function showView(world: World, user: string, body: Plain): View {
  const { names, workspace, happenings } = world
  const hash = `${names.ts().split('.')[0]}.${names.secret().slice(0, 8)}`
  const view: View = { id: names.id('V'), user, body, hash, values: {}, open: true, errors: {} }
  workspace.views.push(view)
  happenings.emit({ type: 'view', user })
  return view
}
