import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with one plain line, `N passed, N failed, N skipped`, which scripts can read. Where everything is
 * installed (`CI=true`), a skipped test is a failure: a check that looked at nothing must not count.
 */
class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string): number => states.filter((each) => each === state).length
    const skipped = count('skipped') + count('pending')
    process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${skipped} skipped\n`)
    if (process.env['CI'] === 'true' && skipped > 0) {
      process.stdout.write('Skipped tests are failures here: everything that they need is installed.\n')
      process.exitCode = 1
    }
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest loads reporters by their default export
export default ClosingLine
