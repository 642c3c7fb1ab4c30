import type { DeskPort, FileUploaded, MessageFile } from '../flows/desk.ts'
import { bodyWithin } from './body.ts'
import { fileAnswer } from './file-answer.ts'
import { formIn, isForm } from './form.ts'
import { nothingHere } from './gate.ts'
import { answer, problem, type Route, route } from './routes.ts'
import type { UploadedFile } from './wire.ts'

const MB = 1024 * 1024
/** WhatsApp takes no larger document. */
const LARGEST_FILE = 100 * MB
/** Beside the file: the lines between the parts of a form. */
const AROUND_FILE = MB / 4

/** The files that stand in a thread, and those that a teammate sends. */
export const fileRoutes = ({ desk }: { readonly desk: DeskPort }): Route[] => [
  route({
    method: 'GET',
    path: '/api/conversations/:id/messages/:message/file',
    action: 'conversation.read',
    of: 'conversation',
    async handle({ ids, query, request }) {
      const found = await desk.messageFile(ids.id, ids.message)
      if (found.kind !== 'file') return withoutFile(found)
      return fileAnswer(found, { save: 'download' in query, range: request.headers.get('range') ?? undefined })
    },
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/files',
    action: 'conversation.reply',
    of: 'conversation',
    upload: true,
    async handle({ ids, request }) {
      const type = request.headers.get('content-type') ?? ''
      if (!isForm(type)) return problem(400, 'The body is no form: send the file as `file` of a form.')
      const bytes = await bodyWithin(request, LARGEST_FILE + AROUND_FILE, { heardOut: 2 * LARGEST_FILE })
      if (!bytes) return problem(413, 'WhatsApp takes files of up to 100 MB.')
      const form = await formIn(bytes, { type, most: 2 })
      if (form?.files.length !== 1) return problem(400, 'The form wants one file, as `file`.')
      const [{ name, mime, bytes: content }] = form.files as [(typeof form.files)[0]]
      return uploaded(await desk.upload(ids.id, { filename: name, bytes: content, ...(mime && { mime }) }))
    },
  }),
]

const GONE = 'WhatsApp does not have this file any more, and it was not kept here.'

function withoutFile(found: Exclude<MessageFile, { kind: 'file' }>): Response {
  switch (found.kind) {
    case 'unknown':
      return nothingHere()
    case 'deleted':
      return problem(410, 'The customer has deleted this message.')
    case 'linked':
      return problem(404, 'WhatsApp fetched this file from an address: it never was here.')
    case 'failed':
      switch (found.because) {
        case 'expired':
        case 'not-found':
          return problem(410, GONE)
        case 'too-large':
        case 'wrong-type':
        case 'damaged':
          return problem(422, `This file cannot be shown: ${found.reason}.`)
        case 'refused':
          return problem(502, `WhatsApp does not hand out this file: ${found.reason}.`)
        case 'unreachable':
          return later(`WhatsApp did not hand out this file just now. Try again in a moment.`)
      }
  }
}

function uploaded(done: FileUploaded): Response {
  switch (done.kind) {
    case 'uploaded': {
      const file: UploadedFile = done.file
      return answer({ file }, 201)
    }
    case 'unknown':
      return nothingHere()
    case 'failed':
      if (done.because === 'unreachable')
        return later('WhatsApp did not take this file just now. Try again in a moment.')
      if (done.because === 'too-large') return problem(413, sentence(done.reason), { because: done.because })
      return problem(422, sentence(done.reason), { because: done.because })
  }
}

function later(error: string): Response {
  const response = problem(503, error)
  response.headers.set('retry-after', '5')
  return response
}

const sentence = (reason: string): string => `${reason[0]?.toUpperCase()}${reason.slice(1)}.`
