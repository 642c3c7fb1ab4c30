// The paper clip: files of this computer, a place, a contact.
import { byId } from './connection.js'
import { openBeside } from './menu.js'

const PLACE = {
  type: 'location',
  latitude: 36.7213,
  longitude: -4.4213,
  name: 'Alcazaba',
  address: 'Calle Alcazabilla 2, Málaga',
}

/** What a file is sent as: chosen as a document it stays one. */
function messageOf(file, bytes, choice) {
  const kind = file.type.split('/')[0]
  const common = { bytes, ...(file.type && { mime: file.type }) }
  if (choice === 'voice') return { ...common, type: 'audio', voice: true }
  if (choice === 'photo' && file.type === 'image/webp') return { ...common, type: 'sticker' }
  if (choice === 'photo' && (kind === 'image' || kind === 'video')) return { ...common, type: kind }
  if (kind === 'audio') return { ...common, type: 'audio', voice: false }
  return { ...common, type: 'document', filename: file.name }
}

const inBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(file)
  })

const ACCEPTED = { photo: 'image/*,video/*', voice: 'audio/*', document: '' }

/** `send` sends a message; words that stand in the field go along as a caption. */
export function wireAttach(send, takeWords) {
  const menu = byId('attachments')
  const input = byId('file')
  let choice = 'document'
  byId('attach').addEventListener('click', ({ currentTarget }) => openBeside(menu, currentTarget))
  for (const button of menu.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      menu.hidePopover()
      choice = button.dataset.attach
      if (choice === 'location') return send(PLACE)
      if (choice === 'contact') return send({ type: 'contacts' })
      input.accept = ACCEPTED[choice]
      input.click()
    })
  }
  input.addEventListener('change', async () => {
    const [file] = input.files
    if (!file) return
    const message = messageOf(file, await inBase64(file), choice)
    input.value = ''
    const caption = ['image', 'video', 'document'].includes(message.type) ? takeWords() : ''
    send({ ...message, ...(caption && { caption }) })
  })
}
