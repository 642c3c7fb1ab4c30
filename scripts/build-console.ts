// Builds the pages of the desk into dist/console, each file also pressed; `npm start` does so where they are missing or older than their source.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const INTO = 'dist/console'
const PRESSED = /\.(js|css|html|svg)$/

export async function buildConsole(): Promise<void> {
  const { build } = await import('vite')
  // Beside the old ones, which whoever runs meanwhile goes on with until the new ones are whole.
  const beside = `${INTO}.${process.pid}`
  try {
    await build({ configFile: 'console/vite.config.ts', logLevel: 'warn', build: { outDir: resolve(beside) } })
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    throw error
  }
  for (const path of filesBelow(beside).filter((one) => PRESSED.test(one))) {
    const bytes = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
  rmSync(INTO, { recursive: true, force: true })
  renameSync(beside, INTO)
}

/** Only what the desk is made of decides; a change elsewhere leaves its pages as they are. */
export async function buildConsoleIfStale(): Promise<void> {
  const page = join(INTO, 'index.html')
  const built = existsSync(page) ? statSync(page).mtimeMs : 0
  const sources = [...filesBelow('console'), 'package-lock.json', 'src/http/wire.ts']
  if (sources.every((path) => statSync(path).mtimeMs <= built)) return
  console.error('Building the desk (a few seconds)...')
  await buildConsole()
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

if (process.argv.includes('--if-stale')) await buildConsoleIfStale()
