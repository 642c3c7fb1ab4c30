// A small menu that opens beside its button.
import { byId, element } from './connection.js'

let opener

/** `items`: a label and what it does; a row of them is an array. */
export function openMenu(button, label, items) {
  const menu = byId('menu')
  if (opener === button && menu.matches(':popover-open')) return close()
  close()
  opener = button
  menu.setAttribute('aria-label', label)
  menu.replaceChildren(
    ...items.map((one) =>
      Array.isArray(one)
        ? element('div', { className: 'emoji', attributes: { role: 'group' } }, ...one.map(item))
        : item(one),
    ),
  )
  openBeside(menu, button)
  button.setAttribute('aria-expanded', 'true')
  menu.querySelector('button').focus()
}

function item({ label, name, checked, run }) {
  const role = checked === undefined ? 'menuitem' : 'menuitemcheckbox'
  const node = element('button', { type: 'button', textContent: label, tabIndex: -1, attributes: { role } })
  if (name) node.setAttribute('aria-label', name)
  if (checked !== undefined) node.setAttribute('aria-checked', String(checked))
  node.addEventListener('click', () => {
    close()
    run()
  })
  return node
}

function close({ andReturn = false } = {}) {
  const menu = byId('menu')
  if (!menu.matches(':popover-open')) return
  const was = opener
  opener = undefined
  menu.hidePopover()
  was?.setAttribute('aria-expanded', 'false')
  if (andReturn) was?.focus()
}

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** A press of the other mouse button ends after its menu has opened, and an automatic popover would close with it. */
export function wireMenu() {
  const menu = byId('menu')
  document.addEventListener('pointerdown', ({ target }) => menu.contains(target) || opener?.contains(target) || close())
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget) && relatedTarget !== opener) close()
  })
  menu.addEventListener('keydown', (event) => {
    const items = [...menu.querySelectorAll('button')]
    const at = items.indexOf(document.activeElement)
    const to = { Home: 0, End: items.length - 1 }[event.key] ?? at + (STEPS[event.key] ?? Number.NaN)
    if (event.key === 'Escape' || event.key === 'Tab') close({ andReturn: true })
    else if (Number.isNaN(to)) return
    else items[(to + items.length) % items.length].focus()
    event.preventDefault()
  })
  // Somebody scrolls away from it; a message that comes scrolls too, and is no reason.
  for (const moves of ['wheel', 'touchmove'])
    document.addEventListener(moves, ({ target }) => menu.contains(target) || close(), { passive: true })
}

/** Near its button and inside the window. */
function openBeside(menu, button) {
  const { left, top, bottom } = button.getBoundingClientRect()
  menu.showPopover()
  const { width, height } = menu.getBoundingClientRect()
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`
  menu.style.top = `${bottom + height + 8 < innerHeight ? bottom + 4 : Math.max(8, top - height - 4)}px`
}
