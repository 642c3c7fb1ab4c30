/**
 * Counted while it is read: nobody fills the memory with a body that could not be meant. Undefined when it is larger. Up
 * to `heardOut` bytes it is read to its end all the same: a connection that is cut off brings no answer to who sends.
 */
export async function bodyWithin(
  { body }: Request,
  most: number,
  { heardOut = most }: { heardOut?: number } = {},
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > heardOut) return undefined
    if (length <= most) chunks.push(chunk)
    else chunks.length = 0
  }
  return length > most ? undefined : Buffer.concat(chunks)
}
