import { defineConfig } from 'vitest/config'

// Tests that keep no module state share their worker (import is most of a small test's time); those that start
// processes or browsers are isolated.
const isolated = [
  'test/faults/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'bench/**/*.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['test/postgres.ts'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may take its time on a busy machine; what never comes is red all the same.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['src/**/*.test.ts', 'simulator/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: isolated,
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'runs', include: isolated, pool: 'forks', globalSetup: ['test/server-bundle.ts'] },
      },
    ],
  },
})
