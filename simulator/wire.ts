import { createHmac } from 'node:crypto'

const BEYOND_ASCII = /[\u0080-\uffff]/g

/**
 * JSON as Meta writes it: `\uXXXX` for everything beyond ASCII and `\/` for a slash. A receiver that parses and writes
 * the body again before checking its signature fails on the first accent or link.
 */
export function toMetaJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(BEYOND_ASCII, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')
}

export function signature(body: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}

/** Webhooks carry time as a string of whole seconds. */
export const seconds = (ms: number) => String(Math.floor(ms / 1000))
