import { defineConfig } from 'vitest/config'

/**
 * The judgements alone, without building the program first: what mutation testing runs again and again. They are pure,
 * so nothing is gained by loading them anew for each file, which takes ten times as long as the tests.
 */
export default defineConfig({
  test: {
    include: ['src/controls/**/*.test.ts', 'test/judgements/**/*.test.ts'],
    testTimeout: 120_000,
    isolate: false,
  },
})
