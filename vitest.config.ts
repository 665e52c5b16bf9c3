import { defineConfig } from 'vitest/config'

/**
 * Whole programs with real traffic, and labs, which take loopback networks of their own: one file after the other, and
 * not beside anything else that wants the cores. The two of a site that are named only judge evidence.
 */
const throughTheDoor = [
  'test/gateway/**/*.test.ts',
  'test/site/!(planted-faults|missing-evidence).test.ts',
  'lab/**/*.test.ts',
]

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    globalSetup: ['test/build.ts'],
    restoreMocks: true,
    // Limits for what hangs. Nothing that works comes near them, however busy the machine is.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'beside the code',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: throughTheDoor,
          // Most of a file's time is its start: with one worker less than cores half of a small machine would idle.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'through the door',
          include: throughTheDoor,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
