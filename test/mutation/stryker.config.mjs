/**
 * Changes the judgements one small step at a time and asks whether a test notices. For whoever changes a control, not
 * for each run: a whole pass takes hours. `npm run mutants -- --mutate 'src/controls/uac/*.ts'` tries some files.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: ['src/controls/**/*.ts', '!src/controls/**/*.test.ts', '!src/controls/**/*-fixture.ts'],
  // Texts and tables are read by people; what decides is the rest.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
  coverageAnalysis: 'perTest',
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.mutants/report.json' },
  tempDirName: '.mutants/work',
  allowEmpty: true,
  // It rewrites tsconfig.json by functions of a compiler that TypeScript 7 no longer has; nothing here needs that.
  tsconfigFile: 'no-tsconfig.json',
  disableTypeChecks: false,
}
