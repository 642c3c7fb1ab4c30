import { defineConfig } from 'vitest/config'

/** `npm run faults`: what takes too long for every change, on seeds that are new each time. */
export default defineConfig({
  test: {
    globalSetup: ['test/postgres.ts', 'test/server-bundle.ts'],
    reporters: ['default', './test/closing-line.ts'],
    include: ['test/faults/**/*.faults.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 24 * 60 * 60_000,
    hookTimeout: 60_000,
  },
})
