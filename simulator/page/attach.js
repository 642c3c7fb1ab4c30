// The paper clip: files of this computer, a place, a contact.
import { byId, inBase64 } from './connection.js'
import { openMenu } from './menu.js'

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
  if (choice === 'photo' && file.type === 'image/webp') return { ...common, type: 'sticker' }
  if (choice === 'photo' && (kind === 'image' || kind === 'video')) return { ...common, type: kind }
  if (choice === 'audio') return { ...common, type: 'audio', voice: false }
  return { ...common, type: 'document', filename: file.name }
}

const ACCEPTED = { photo: 'image/*,video/*', audio: 'audio/*', document: '' }

/** One dialog for files serves all phones, one after the other. */
function askForFile(choice) {
  const input = byId('file')
  input.accept = ACCEPTED[choice]
  input.value = ''
  return new Promise((resolve) => {
    input.onchange = () => resolve(input.files[0])
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}

/** `send` sends a message; words that stand in the field go along as a caption. */
export function wireAttach(button, send, takeWords) {
  async function attach(choice) {
    const file = await askForFile(choice)
    if (!file) return
    const message = messageOf(file, await inBase64(file), choice)
    const caption = ['image', 'video', 'document'].includes(message.type) ? takeWords() : ''
    await send({ ...message, ...(caption && { caption }) })
  }
  button.addEventListener('click', () =>
    openMenu(button, 'Attach', [
      { label: 'Photo, video or sticker', run: () => attach('photo') },
      { label: 'Document', run: () => attach('document') },
      { label: 'Audio file', run: () => attach('audio') },
      { label: 'Location', run: () => send(PLACE) },
      { label: 'Own contact', run: () => send({ type: 'contacts' }) },
      { label: 'Poll (businesses cannot read it)', run: () => send({ type: 'unsupported' }) },
    ]),
  )
}
