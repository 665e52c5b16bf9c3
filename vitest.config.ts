import { defineConfig } from 'vitest/config'

/**
 * Gateways under load, and the labs that they stand before: one file after the other, and not beside anything else that
 * wants the cores.
 */
const underLoad = [
  'test/gateway/**/*.test.ts',
  'test/site/{shield,lab-command}.test.ts',
  'lab/{abuse,shielded}.test.ts',
  'lab/crowd/**/*.test.ts',
]

/**
 * Sites, each in a loopback network of its own: mostly waiting for ports that say nothing, so they stand side by side,
 * and beside other engines, which mostly wait for answers. The two that are left out only judge evidence.
 */
const sites = [
  'test/engines/**/*.test.ts',
  'test/site/!(shield|lab-command|planted-faults|missing-evidence).test.ts',
  'lab/!(abuse|shielded).test.ts',
]

/** What is pure by the import rules: loading it anew for each file would take ten times as long as its tests. */
const pure = [
  'src/{model,catalog,policy,traffic,controls,reports,targets}/**/*.test.ts',
  'test/judgements/**/*.test.ts',
]

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    globalSetup: ['test/build.ts'],
    restoreMocks: true,
    // Limits for what hangs. Nothing that works comes near them, however busy the machine is.
    testTimeout: 120_000,
    // Golden files are written by -u alone; the tests of their sections must know.
    env: { GOLDEN_FILES: process.argv.some((word) => word === '-u' || word === '--update') ? 'written' : 'read' },
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, isolate: false, maxWorkers: '100%', sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'beside the code',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...pure, ...underLoad, ...sites],
          // Most of a file's time is its start: with one worker less than cores half of a small machine would idle.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'sites', include: sites, maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'under load',
          include: underLoad,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
