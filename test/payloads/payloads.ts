import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A webhook as Meta sends it, and what we read in it. Written by us: every id, name and word is made up. */
export interface Payload {
  readonly name: string
  /** The requirement it proves. */
  readonly proves: string
  readonly says: string
  readonly body: Webhook
  readonly reads: object
}

export interface Webhook {
  readonly object: string
  readonly entry: readonly { readonly changes?: readonly { readonly value?: Record<string, unknown> }[] }[]
}

const FOLDERS = ['messages', 'statuses', 'fields']

export function readPayloads(): Payload[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder))
      .sort()
      .map((file) => ({
        name: `${folder}/${file.replace('.json', '')}`,
        ...JSON.parse(readFileSync(join(import.meta.dirname, folder, file), 'utf8')),
      })),
  )
}
