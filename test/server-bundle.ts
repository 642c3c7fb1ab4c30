import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * The server that tests end with `kill -9`, in one file: hundreds are started, and reading the thousand modules of the
 * program is most of what each of them does.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-servers-'))
  // What is asked for by name at run time (stemmers, metadata of phones) is found from there as well.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/faults/server.ts',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        output: {
          entryFileNames: 'server.js',
          // It starts itself as a thread: that must not start a server.
          codeSplitting: { groups: [{ name: 'checkpointer', test: /store\/checkpointer/ }] },
        },
      },
    },
  })
  // Or Node reads all of it twice to find out.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  project.provide('server', join(folder, 'server.js'))
  return () => rmSync(folder, { recursive: true, force: true })
}

declare module 'vitest' {
  export interface ProvidedContext {
    server: string
  }
}
