import type { Agenda } from '../agenda.ts'
import { readForm } from '../multipart.ts'
import { mimeOf } from './mime.ts'
import type { Names } from './names.ts'
import type { SlackFile } from './shapes.ts'
import { SlackError } from './slack-error.ts'

/** Files on their way: an address is asked for, the bytes go there, and only then is it a file. */
export interface Uploads {
  begin(name: string, length: number): { id: string; path: string }
  /** The HTTP status of the upload itself. */
  receive(path: string, contentType: string, body: Uint8Array): number
  /** Makes it a file; throws when its bytes have not come. */
  complete(id: string, title: string | undefined, user: string): SlackFile
}

export function createUploads(agenda: Agenda, names: Names): Uploads {
  const begun = new Map<string, { name: string; length: number; path: string; bytes: Buffer | undefined }>()
  return {
    begin(name, length) {
      const id = names.id('F')
      const path = `/upload/v1/${names.secret()}`
      begun.set(id, { name, length, path, bytes: undefined })
      return { id, path }
    },
    receive(path, contentType, body) {
      const upload = [...begun.values()].find((one) => one.path === path)
      if (!upload) return 404
      const form = /^multipart\/form-data/i.test(contentType) ? readForm(contentType, body) : undefined
      upload.bytes = form ? form.find(({ filename }) => filename !== undefined)?.bytes : Buffer.from(body)
      return upload.bytes?.length === upload.length ? 200 : 400
    },
    complete(id, title, user) {
      const upload = begun.get(id)
      if (upload?.bytes?.length !== upload?.length || !upload?.bytes) throw new SlackError('file_not_found')
      begun.delete(id)
      const { name, bytes } = upload
      const created = Math.floor(agenda.now() / 1000)
      return { id, name, title: title ?? name, mimetype: mimeOf(name), user, created, bytes, shares: [] }
    },
  }
}
