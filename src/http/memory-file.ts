import { bodyWithin } from './body.ts'
import { problem } from './routes.ts'

const LARGEST_FILE = 10 * 1024 * 1024
/** Beside the file: the parameters, and the lines between the parts of a form. */
const AROUND_FILE = 256 * 1024

/** The one file of a form, with its parameters as fields; `metadata` is written as JSON there. */
export async function fileIn(request: Request): Promise<Readonly<Record<string, unknown>> | Response> {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await bodyWithin(request, LARGEST_FILE + AROUND_FILE, { heardOut: 4 * LARGEST_FILE })
  if (!bytes) return problem(413, 'A file has at most 10 MB.')
  if (!/^multipart\/form-data\b/i.test(type)) return problem(400, 'Send a form with the file in the field "file".')
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData()
    const fields: Record<string, unknown> = {}
    for (const [name, value] of form) {
      if (typeof value !== 'string') {
        if (name !== 'file' || fields.bytes !== undefined)
          return problem(400, 'Send one file, in the field "file" of the form.')
        fields.name = value.name
        fields.bytes = new Uint8Array(await value.arrayBuffer())
      } else if (name !== 'bytes') fields[name] = name === 'metadata' ? JSON.parse(value) : value
    }
    return fields.bytes === undefined ? problem(400, 'Send the file in the field "file" of the form.') : fields
  } catch {
    return problem(400, 'The body is not a form that can be read.')
  }
}
