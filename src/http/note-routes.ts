import { z } from 'zod'
import type { DeskPort } from '../flows/desk.ts'
import { LARGEST_NOTE, MOST_FILES, type NewDeskNote, type NoteKept } from '../flows/note.ts'
import { type ActingOptions, acting, ofActs } from './acting.ts'
import { bodyWithin } from './body.ts'
import { faultsOf } from './desk-answers.ts'
import { inertHeaders } from './file-answer.ts'
import { formIn, isForm } from './form.ts'
import { nothingHere } from './gate.ts'
import { type Asked, answer, problem, type Route, route } from './routes.ts'

export interface NoteRouteOptions extends ActingOptions {
  readonly desk: DeskPort
}

/** Beside the files: the words, and the lines between the parts of a form. */
const AROUND_FILES = 256 * 1024

const written = z.strictObject({
  as: ofActs.as,
  id: z.uuid().toLowerCase().optional(),
  text: z.string().default(''),
})
type Written = z.output<typeof written> & Pick<NewDeskNote, 'files'>

/** What teammates tell each other. Nothing here has a way to a customer: see src/store/private-notes.ts. */
export const noteRoutes = (options: NoteRouteOptions): Route[] => {
  const { desk } = options
  const keep = acting(options, async ({ ids, body }: Asked<{ readonly id: string }, Written>, act) => {
    const { as, ...note } = body
    return kept(await desk.note(ids.id, { ...note, ...act }))
  })
  return [
    route({
      method: 'POST',
      path: '/api/conversations/:id/notes',
      action: 'conversation.note',
      of: 'conversation',
      upload: true,
      async handle(asked) {
        const note = await noteIn(asked.request)
        return note instanceof Response ? note : keep({ ...asked, body: note })
      },
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/notes/:note/files/:file',
      action: 'conversation.read',
      of: 'conversation',
      async handle({ ids }) {
        const file = await desk.file(ids.id, ids.note, ids.file)
        return file ? download(file) : nothingHere()
      },
    }),
  ]
}

function kept(verdict: NoteKept): Response {
  switch (verdict.kind) {
    case 'kept':
      return answer({ note: verdict.note, files: verdict.files }, 201)
    case 'refused':
      return problem(verdict.because === 'empty' ? 400 : 413, verdict.reason)
    case 'id-taken':
      return problem(409, 'Something else has this id: choose another one.')
    case 'unknown':
      return nothingHere()
  }
}

async function noteIn(request: Request): Promise<Written | Response> {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await bodyWithin(request, LARGEST_NOTE + AROUND_FILES, { heardOut: 4 * LARGEST_NOTE })
  if (!bytes) return problem(413, 'The files of a note have at most 25 MB together.')
  const read = isForm(type) ? await fieldsOf(bytes, type) : jsonIn(bytes)
  if (!read) return problem(400, 'The body is neither JSON nor a form.')
  const { data, error } = written.safeParse(read.fields)
  return error ? problem(400, faultsOf(error)) : { ...data, files: read.files }
}

interface Read {
  readonly fields: unknown
  readonly files: NonNullable<NewDeskNote['files']>
}

/** In a form `as` is written as JSON. */
async function fieldsOf(bytes: Uint8Array, type: string): Promise<Read | undefined> {
  // One more than there may be is refused; yet more need not be looked at.
  const form = await formIn(bytes, { type, most: MOST_FILES + 1 })
  if (!form) return undefined
  const { fields, files } = form
  try {
    return { fields: { ...fields, ...(fields.as !== undefined && { as: JSON.parse(fields.as) }) }, files }
  } catch {
    return undefined
  }
}

function jsonIn(bytes: Uint8Array): Read | undefined {
  try {
    return { fields: JSON.parse(Buffer.from(bytes).toString('utf8')), files: [] }
  } catch {
    return undefined
  }
}

/** What a browser may show by itself, once it has been saved; all else is bytes to it. */
const PLAIN = /^(?:image\/(?:jpeg|png|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/(?:plain|csv))$/

/** Somebody outside may have made it: it is saved, never opened in the page. */
function download({ name, mime, bytes }: NonNullable<Awaited<ReturnType<DeskPort['file']>>>): Response {
  const type = PLAIN.test(mime) ? mime : 'application/octet-stream'
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: inertHeaders({ name, type }) })
}
