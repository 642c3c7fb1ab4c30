// What can be done with one message, and what can be attached: small menus that open beside their button.
import { byId, element } from './connection.js'

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏']

/** `acts`: answer, react, edit, remove. */
export function openMenu(button, entry, acts) {
  const menu = byId('menu')
  const item = (label, run) => {
    const node = element('button', { type: 'button', textContent: label, attributes: { role: 'menuitem' } })
    node.addEventListener('click', () => {
      menu.hidePopover()
      run()
    })
    return node
  }
  const reactions = EMOJI.map((emoji) => {
    const mine = entry.reaction === emoji
    const node = item(emoji, () => acts.react(entry, mine ? '' : emoji))
    node.setAttribute('aria-pressed', String(mine))
    return node
  })
  const own = entry.kind === 'said'
  const editable = own && ['text', 'image', 'video', 'document'].includes(entry.type)
  menu.replaceChildren(
    element('div', { className: 'emoji' }, ...reactions),
    item('Answer', () => acts.answer(entry)),
    ...(editable ? [item('Edit', () => acts.edit(entry))] : []),
    ...(own ? [item('Delete for everyone', () => acts.remove(entry))] : []),
  )
  openBeside(menu, button)
  menu.querySelector('button').focus()
}

/** A press of the other mouse button ends after its menu has opened, and an automatic popover would close with it. */
export function wireMenu() {
  const menu = byId('menu')
  const close = () => menu.matches(':popover-open') && menu.hidePopover()
  document.addEventListener('pointerdown', ({ target }) => menu.contains(target) || close())
  menu.addEventListener('focusout', ({ relatedTarget }) => menu.contains(relatedTarget) || close())
  menu.addEventListener('keydown', ({ key }) => key === 'Escape' && close())
  byId('thread').addEventListener('scroll', close)
}

/** Near its button and inside the window. */
export function openBeside(menu, button) {
  const { left, right, top, bottom } = button.getBoundingClientRect()
  menu.showPopover()
  const { width, height } = menu.getBoundingClientRect()
  const start = getComputedStyle(button).direction === 'rtl' ? right - width : left
  menu.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`
  menu.style.top = `${bottom + height + 8 < innerHeight ? bottom + 4 : Math.max(8, top - height - 4)}px`
}
