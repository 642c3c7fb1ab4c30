import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { LaunchOptions } from 'playwright-core'

/** How Chromium is found and started. `CHROMIUM_PATH` names another one than the package's. */
export async function launchOptions(): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM_PATH
  if (named) return { executablePath: named, args: FLAGS }
  // The package has a Chromium for this system only; elsewhere the Chrome that people have does as well.
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', args: FLAGS }
  const home = await unpack()
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
  if (!(await hasLibraries(join(home, 'chromium')))) env.LD_LIBRARY_PATH = join(home, 'al2023', 'lib')
  // Without any fonts of its own a machine draws no text at all.
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(home, 'fonts')
  return { executablePath: join(home, 'chromium'), env, args: FLAGS }
}

const FLAGS = [
  // Inside containers, where tests run as root, the sandbox cannot be built.
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  // A microphone that beeps, for pages that may use it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // Whatever a page asks of other hosts stays here.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
]

const run = promisify(execFile)

/** Once for each version and user, in seconds. Of several that unpack at once the first one in place wins. */
async function unpack(): Promise<string> {
  const here = createRequire(import.meta.url)
  const entry = here.resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const home = join(tmpdir(), `wabaton-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(join(home, 'chromium'))) return home
  const draft = mkdtempSync(join(tmpdir(), 'wabaton-chromium-'))
  chmodSync(draft, 0o755)
  // The package unpacks into the folder for temporary files, and where a cloud is named, its libraries as well.
  const code = `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(entry).href)})
await chromium.executablePath()`
  await run(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  })
  writeFileSync(join(draft, 'fonts', 'fonts.conf'), FONTS)
  try {
    renameSync(draft, home)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(join(home, 'chromium'))) throw error
  }
  return home
}

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`

async function hasLibraries(executable: string): Promise<boolean> {
  const { stdout } = await run('ldd', [executable]).catch(() => ({ stdout: 'not found' }))
  return !stdout.includes('not found')
}
