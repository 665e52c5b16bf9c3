import { defineConfig } from 'vitest/config'

/** The judgements alone, without building the program first: what mutation testing runs again and again. */
export default defineConfig({
  test: { include: ['src/controls/**/*.test.ts', 'test/judgements/**/*.test.ts'], testTimeout: 120_000 },
})
