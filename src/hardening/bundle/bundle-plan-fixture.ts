import fc from 'fast-check'
import type { Change, Plan, RegistryValue, Step } from '../change.ts'
import { changeOf, fileStep, fileStepOf, planOf } from '../plan-fixture.ts'

/** What a plan of `bollwerk plan` holds at most: web.config twice, and values of the registry. */
export const bundlePlan: Plan = {
  ...planOf(...sampleChanges()),
  site: "Müller & Söhne 'IT'",
}

function sampleChanges(): readonly Change[] {
  const path = 'C:\\Program Files (x86)\\ScreenConnect\\web.config'
  const whole =
    '<appSettings>\r\n  <add key="RestrictToIPs" value="" />\r\n  <add key="LockOut" value="0" />\r\n</appSettings>'
  const listed = whole.replace('value=""', 'value="203.0.113.0/24"')
  const lists = fileStep(path, whole, ['value=""', 'value="203.0.113.0/24"'])
  const lockOut = fileStep(path, listed, ['value="0"', 'value="10"'])
  return [
    changeOf('screenconnect-ip-lists.native/screenconnect', [lists], {
      title: 'Nur Techniker dürfen in die Verwaltung',
      confirm: true,
      restart: 'web-interface',
    }),
    changeOf('accounts.lock-out/screenconnect', [lockOut], { title: 'Sperre nach 10 Fehlversuchen' }),
    changeOf('uac.level/automate', sampleValues(), { title: 'Benutzerkontensteuerung', restart: 'server' }),
  ]
}

function sampleValues(): readonly Step[] {
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System'
  const step = (name: string, before: RegistryValue | null, after: RegistryValue | null): Step => ({
    kind: 'registry',
    key,
    name,
    before,
    after,
  })
  return [
    step('EnableLUA', { type: 'REG_DWORD', data: '0x0' }, { type: 'REG_DWORD', data: '0x1' }),
    step('FilterAdministratorToken', null, { type: 'REG_DWORD', data: '0xffffffff' }),
    step('Mask', { type: 'REG_QWORD', data: '0x8000000000000000' }, null),
    step('Names', { type: 'REG_MULTI_SZ', data: '' }, { type: 'REG_MULTI_SZ', data: "a'b\\0c d" }),
    step('Path', { type: 'REG_EXPAND_SZ', data: '%windir%\\x' }, { type: 'REG_SZ', data: '$(calc) `n "x" ‘y’' }),
    step('Raw', { type: 'REG_BINARY', data: '' }, { type: 'REG_BINARY', data: '00FF0A' }),
  ]
}

/** Text as an attacker would choose it, but visible: what cannot be seen is refused for places. */
export const trickyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(fc.constantFrom("'", '’', '‘', '‚', '‛', '"', '$(x)', '`', '#', '{0}', ';', '\n', '\r', '\u202e', '@(', ')'))
    .map((pieces) => pieces.join('')),
)

const name = trickyText.map((text) => `n${text.replaceAll(/[\p{C}\p{Z}<>"|?*:/\\]/gu, '')}`)

const value: fc.Arbitrary<RegistryValue> = fc.oneof(
  trickyText
    .filter((text) => !text.includes('\0'))
    .map((data): RegistryValue => ({ type: 'REG_SZ', data: data.toWellFormed() })),
  fc
    .bigInt({ min: 0n, max: 0xffffffffn })
    .map((n): RegistryValue => ({ type: 'REG_DWORD', data: `0x${n.toString(16)}` })),
  fc
    .bigInt({ min: 0n, max: (1n << 64n) - 1n })
    .map((n): RegistryValue => ({ type: 'REG_QWORD', data: `0x${n.toString(16)}` })),
  fc
    .uint8Array({ maxLength: 20 })
    .map((bytes): RegistryValue => ({ type: 'REG_BINARY', data: Buffer.from(bytes).toString('hex').toUpperCase() })),
  fc
    .array(name, { maxLength: 4 })
    .map((entries): RegistryValue => ({ type: 'REG_MULTI_SZ', data: entries.join('\\0') })),
)

const registryStep: fc.Arbitrary<Step> = fc
  .record({ name, before: fc.option(value), after: fc.option(value) })
  .map((rest) => ({ kind: 'registry', key: 'HKLM\\SOFTWARE\\X', ...rest }))

const bytes = fc.uint8Array({ maxLength: 40 })

/** A file and a step that replaces pieces of it. */
export const editedFile: fc.Arbitrary<{ readonly before: Buffer; readonly step: Step }> = fc
  .record({ name, pieces: fc.array(fc.record({ kept: bytes, out: bytes, in: bytes }), { maxLength: 4 }), end: bytes })
  .map(({ name: file, pieces, end }) => {
    let at = 0
    const splices = pieces.map((piece) => {
      const splice = { at: at + piece.kept.length, out: base64(piece.out), in: base64(piece.in) }
      at += piece.kept.length + piece.out.length
      return splice
    })
    const before = Buffer.concat([...pieces.flatMap((piece) => [piece.kept, piece.out]), end])
    return { before, step: fileStepOf(`C:\\${file}`, before, splices) }
  })

function base64(given: Uint8Array): string {
  return Buffer.from(given).toString('base64')
}

/** Plans with any text in every place that takes one. Two steps never have one place. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .record({
    site: trickyText,
    language: fc.constantFrom('de', 'en'),
    changes: fc.array(
      fc.record({
        title: trickyText,
        confirm: fc.boolean(),
        restart: fc.constantFrom('nothing', 'web-interface', 'service', 'server'),
        steps: fc.array(
          fc.oneof(
            registryStep,
            editedFile.map(({ step }) => step),
          ),
          { maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ site, language, changes }) => ({
    ...planOf(...changes.map(({ steps, ...more }, index) => changeOf(`c${index}'`, apart(steps, index), more))),
    site,
    language,
  }))

function apart(steps: readonly Step[], change: number): readonly Step[] {
  return steps.map((step, index) => {
    if (step.kind === 'file') return { ...step, path: `${step.path}${change}-${index}` }
    return step.kind === 'registry' ? { ...step, name: `${step.name}${change}-${index}` } : step
  })
}
