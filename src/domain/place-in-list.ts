/** Where a page of a list ended: what comes next stands behind it, whatever has moved meanwhile. */
export interface PlaceInList {
  readonly at: number
  readonly id: string
}

const WRITTEN = /^([0-9a-z]{1,11})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export const writePlace = ({ at, id }: PlaceInList): string => `${at.toString(36)}.${id}`

/** Undefined where it never was a place. */
export function readPlace(text: string): PlaceInList | undefined {
  const [, at, id] = WRITTEN.exec(text) ?? []
  if (at === undefined || id === undefined) return undefined
  const read = Number.parseInt(at, 36)
  return Number.isSafeInteger(read) ? { at: read, id } : undefined
}
