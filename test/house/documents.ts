import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Files below a folder, as paths from the root with forward slashes. What is not in the repository is left out. */
export function filesBelow(folder: string, fits: (path: string) => boolean = () => true): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return OUTSIDE.has(entry.name) ? [] : filesBelow(path, fits)
    return entry.isFile() && fits(path) ? [path] : []
  })
}
const OUTSIDE = new Set(['node_modules', 'dist', '.git', '.wabaton'])

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Every page of the documentation. Requirements and designs outside the repository are not among them. */
export const pages: readonly string[] = filesBelow('.', (path) => path.endsWith('.md'))

export interface Sample {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly code: string
}

/** The fenced blocks of a page. */
export function samplesOf(page: string, text: string = read(page)): Sample[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: code = '', index }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    language,
    code,
  }))
}

export const samples: readonly Sample[] = pages.flatMap((page) => samplesOf(page))

/** The page without its fenced blocks. */
export const prose = (page: string): string => read(page).replaceAll(/^```[\s\S]*?^```$/gm, '')

/** The first cells of the table rows below a heading, without their back quotes. */
export function firstCells(page: string, heading: string): string[] {
  const section = read(page).split(`\n${heading}\n`)[1]
  if (section === undefined) throw new Error(`${page} has no heading "${heading}"`)
  return section
    .split(/\n#/)[0]!
    .split('\n')
    .filter((row) => row.startsWith('| `'))
    .map((row) => row.split('|')[1]!.trim())
}

export const unquoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!)

/** From one page to a link's target, as a path from the root. */
export const targetOf = (page: string, link: string): string =>
  relative(ROOT, join(ROOT, dirname(page), link))
    .split(sep)
    .join('/')
