import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { answer, type SlackAnswer } from './answer.ts'

const PAGE = new URL('./page/', import.meta.url)
const FILES = readdirSync(PAGE)
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

/** A file of the page; its colours are those of the phones. */
export function pageFile(name: string): SlackAnswer | undefined {
  const file = name || 'index.html'
  const isShared = file === 'tokens.css'
  if (!isShared && !FILES.includes(file)) return undefined
  const content = readFileSync(isShared ? new URL('../page/tokens.css', import.meta.url) : new URL(file, PAGE))
  return answer(200, TYPES[extname(file).slice(1)] ?? 'application/octet-stream', content, HEADERS)
}
