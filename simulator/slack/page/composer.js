// Where somebody writes: to the channel, or in a thread.
import { element, inBase64, post } from './asking.js'

/** `target()` tells as whom and where; `told` takes what went wrong. */
export function composer(form, { target, told }) {
  const words = form.querySelector('textarea')
  const carried = form.querySelector('.carried')
  const broadcast = form.querySelector('[name="broadcast"]')
  const picker = document.getElementById('file')
  let file
  let edited

  function carry(text, drop) {
    carried.hidden = !text
    if (!text) return carried.replaceChildren()
    const off = element(
      'button',
      { type: 'button', className: 'icon plain', attributes: { 'aria-label': 'Take away' } },
      '×',
    )
    off.addEventListener('click', drop)
    carried.replaceChildren(element('bdi', {}, text), off)
  }
  const reset = () => {
    file = undefined
    edited = undefined
    words.value = ''
    if (broadcast) broadcast.checked = false
    carry('')
  }

  async function send() {
    const text = words.value.trim()
    if (!text && !file) return
    const where = { ...target(), broadcast: broadcast?.checked ?? false }
    try {
      if (edited) await post('edit', { ...where, ts: edited, text })
      else if (file) await post('upload', { ...where, text, name: file.name, base64: await inBase64(file) })
      else await post('say', { ...where, text })
      reset()
      told('')
    } catch (error) {
      told(error.message)
    }
  }

  words.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  form.querySelector('.attach').addEventListener('click', () => {
    picker.value = ''
    picker.onchange = () => {
      file = picker.files[0]
      carry(file?.name ?? '', reset)
      words.focus()
    }
    picker.click()
  })

  return {
    reset,
    edit(message, text) {
      edited = message.ts
      words.value = text
      carry('Editing', reset)
      words.focus()
    },
  }
}
