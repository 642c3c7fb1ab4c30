export interface FormFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** The texts and files of a form. More files than `most` are not looked at. Undefined where it is none. */
export async function formIn(
  bytes: Uint8Array,
  { type, most }: { readonly type: string; readonly most: number },
): Promise<{ readonly fields: Record<string, string>; readonly files: readonly FormFile[] } | undefined> {
  if (!isForm(type)) return undefined
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData()
    const fields: Record<string, string> = {}
    const files: File[] = []
    for (const [name, value] of form)
      if (typeof value === 'string') fields[name] = value
      else if (files.length < most) files.push(value)
    return {
      fields,
      files: await Promise.all(
        files.map(async (file) => ({
          name: file.name,
          mime: file.type,
          bytes: new Uint8Array(await file.arrayBuffer()),
        })),
      ),
    }
  } catch {
    return undefined
  }
}

export const isForm = (type: string): boolean => /^multipart\/form-data\b/i.test(type)
