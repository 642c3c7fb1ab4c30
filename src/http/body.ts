/** Counted while it is read: nobody fills the memory with a body that could not be meant. Undefined when it is larger. */
export async function bodyWithin({ body }: Request, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
