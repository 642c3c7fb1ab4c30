import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** `npm run faults`: longer, with other seeds every time, and no part of `npm test`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/faults/**/*.faults.ts'],
    globalSetup: ['test/postgres.ts'],
    reporters: ['default', './test/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60 * 60_000,
    hookTimeout: 60_000,
  },
})
