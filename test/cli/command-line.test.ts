import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bollwerk } from './bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-cli-'))
afterAll(() => rmSync(cwd, { recursive: true }))

/** Another Node on this machine that is too old for Bollwerk, such as the one that came with it. */
const oldNode = execFileSync('sh', ['-c', 'which -a node || true'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && !path.includes('node_modules'))
  .find((path) => Number(/^v(\d+)/.exec(execFileSync(path, ['-v'], { encoding: 'utf8' }))?.[1]) < 24)

/** A site at which nobody listens. */
const nearPolicy =
  'site: X\nlanguage: de\ntechnicians: []\nservers:\n  automate:\n    host: near.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n'

describe('bollwerk', () => {
  it.skipIf(!oldNode)('says in both languages that Node is too old, before anything else can go wrong', async () => {
    const { code, stderr } = await bollwerk(['assess'], { cwd, ...(oldNode ? { node: oldNode } : {}) })
    expect(code).toBe(2)
    expect(stderr).toMatch(/braucht Node\.js 24\.7 oder neuer.*\n.*needs Node\.js 24\.7 or newer/)
  })

  it('shows its verbs in the language asked for', async () => {
    const german = await bollwerk(['--help', '--lang', 'de'], { cwd })
    const english = await bollwerk(['--help'], { cwd })
    expect([german.code, english.code]).toEqual([0, 0])
    expect(german.stdout).toMatch(/AUFRUF[\s\S]*assess +Prüft den Standort/)
    expect(english.stdout).toMatch(/USAGE[\s\S]*assess +Assesses the site/)
  })

  it.each([
    ['before the verb', ['--lang', 'de', 'catalog', 'show']],
    ['behind it', ['catalog', 'show', '--lang=de']],
    ['before the help', ['--lang', 'de', '--help']],
    ['behind a verb that wants another', ['catalog', '--lang', 'de']],
  ])('takes the language %s', async (_, inputs) => {
    const { code, stdout } = await bollwerk(inputs, { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/Katalog vom|AUFRUF/)
  })

  it.each([
    ['de', /--al-ports gibt es hier nicht\. Meinten Sie --all-ports\?/],
    ['en', /no option --al-ports here\. Did you mean --all-ports\?/],
  ])('suggests an option as the help writes it (%s)', async (language, sentence) => {
    const { code, stderr } = await bollwerk(['assess', '--al-ports', '--lang', language], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
  })

  it.each([
    ['de', ['asess', '--lang', 'de'], 'Den Befehl "asess" gibt es nicht. Meinten Sie assess?\n'],
    ['en', ['asess', '--lang', 'en'], 'There is no command "asess". Did you mean assess?\n'],
    [
      'de',
      ['diff', 'a.json', 'b.json', '--lang', 'de'],
      'a.json lässt sich nicht lesen (ENOENT): Das gibt es dort nicht. Bitte prüfen Sie den Namen.\n',
    ],
    [
      'en',
      ['diff', 'a.json', 'b.json', '--lang', 'en'],
      'a.json cannot be read (ENOENT): There is no such thing. Please check the name.\n',
    ],
  ])('says what is not there in whole sentences (%s): %j', async (_, inputs, sentence) => {
    expect(await bollwerk(inputs, { cwd })).toMatchObject({ code: 2, stderr: sentence })
  })

  it.each([
    ['a mistyped option', ['assess', '--form', 'internet'], /--form gibt es hier nicht\. Meinten Sie --from/],
    ['a mistyped verb', ['asess'], /"asess" gibt es nicht\. Meinten Sie assess/],
    ['an option twice', ['assess', '--country', 'DE', '--country', 'AT'], /country/],
    ['a place that is none', ['assess', '--from', 'mars'], /internet, technicians, main-network/],
    ['a country that is none', ['assess', '--country', 'XX'], /--country: "XX" ist kein Länderkürzel/],
    ['ports that are none', ['assess', '--ports', '443,99999'], /--ports: "99999" ist kein Port/],
    ['a missing policy', ['assess'], /bollwerk\.yaml gibt es nicht.*bollwerk init/],
    ['a policy that is a folder', ['assess', '--policy', '.'], /\. lässt sich nicht lesen \(EISDIR\)/],
    ['an advisory with a digit missing', ['explain', 'cve-2024-170'], /CVE-2024-1709/],
    ['something that nobody knows', ['explain', 'wizardry'], /"wizardry" ist keine Maßnahme/],
  ])('refuses %s with a sentence and exit code 2', async (_, inputs, sentence) => {
    const { code, stdout, stderr } = await bollwerk([...inputs, '--lang', 'de'], { cwd })
    expect(stderr).toMatch(sentence)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  it('names every mistake of a policy with file, line and column', async () => {
    writeFileSync(
      join(cwd, 'wrong.yaml'),
      'site: Muster-MSP\ntechnicians: []\ncountrys: [DE]\nservers:\n  automate:\n    host: "not a host"\n',
    )
    const { code, stderr } = await bollwerk(['policy', 'check', '--policy', 'wrong.yaml', '--lang', 'de'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(/wrong\.yaml:3:1: .*countrys.*Meinten Sie.*countries/)
    expect(stderr).toMatch(/wrong\.yaml:6:11: .*not a host/)
  })

  it('lists every mistake of a policy as JSON too', async () => {
    writeFileSync(join(cwd, 'mistaken.yaml'), 'site: X\nlangage: de\ntechnicians: []\nservers: {}\n')
    const { code, stdout } = await bollwerk(['policy', 'check', '--policy', 'mistaken.yaml', '--json'], { cwd })
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'bollwerk.policy-check/1',
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ line: 2, column: 1 })]),
    })
  })

  it('explains a control and an advisory', async () => {
    const control = await bollwerk(['explain', 'ports-minimal.tcp', '--lang', 'de'], { cwd })
    const advisory = await bollwerk(['explain', 'cve-2024-1709', '--json'], { cwd })
    expect(control.stdout).toMatch(/^ports-minimal\.tcp: /)
    expect(JSON.parse(advisory.stdout)).toMatchObject({ schema: 'bollwerk.explanation/1', id: 'CVE-2024-1709' })
    expect(advisory.stdout).toMatch(/also for ransomware.*due there 2024-02-29/)
  })

  it('shows the catalogue with its age', async () => {
    const { code, stdout } = await bollwerk(['catalog', 'show'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/Catalogue of \d{4}-\d\d-\d\d, \d+ days? old/)
    expect(stdout).toMatch(/Automate: newest known release 2025\.11 \(25\.0\.436\), \d+ advisories\n/)
  })

  it('writes a policy from flags, and the policy is accepted', async () => {
    const inputs = [
      '--site',
      'Muster-MSP',
      '--automate-host',
      'automate.muster-msp.de',
      '--automate-origin',
      'https://10.20.0.10',
    ]
    const init = await bollwerk(['init', ...inputs, '--policy', 'new.yaml', '--language', 'de'], { cwd })
    expect(init).toMatchObject({ code: 0 })
    expect(await bollwerk(['policy', 'check', '--policy', 'new.yaml'], { cwd })).toMatchObject({ code: 0 })
    const again = await bollwerk(['init', ...inputs, '--policy', 'new.yaml'], { cwd })
    expect(again).toMatchObject({ code: 2 })
  })

  it.each(['--save', '--html'])('refuses a place for %s that cannot be written before it looks', async (flag) => {
    writeFileSync(join(cwd, 'near.yaml'), nearPolicy)
    for (const path of [join(cwd, 'absent', 'file'), cwd]) {
      const inputs = ['assess', '--policy', 'near.yaml', '--yes', '--lang', 'de', flag, path]
      const { code, stdout, stderr } = await bollwerk(inputs, { cwd })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/lässt sich nicht schreiben \((ENOENT|EISDIR)\)/)
    }
  })

  it.each([
    ['an authority that is none', ['--authority', 'near.yaml'], /near\.yaml enthält kein Zertifikat/],
    ['an authority that is not there', ['--authority', 'absent.pem'], /absent\.pem lässt sich nicht lesen \(ENOENT\)/],
    ['a foreign source address', ['--source-address', '192.0.2.7'], /192\.0\.2\.7 ist keine Adresse dieses Rechners/],
    ['two statements about ports', ['--ports', '9', '--all-ports'], /--ports oder --all-ports, nicht beide/],
  ])('refuses %s before it looks', async (_, flags, sentence) => {
    writeFileSync(join(cwd, 'near.yaml'), nearPolicy)
    const inputs = ['assess', '--policy', 'near.yaml', '--yes', '--lang', 'de', ...flags]
    const { code, stdout, stderr } = await bollwerk(inputs, { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  it('speaks the language of the policy unless another is asked for', async () => {
    writeFileSync(join(cwd, 'near.yaml'), nearPolicy)
    const inputs = ['assess', '--policy', 'near.yaml', '--yes', '--ports', '9']
    expect((await bollwerk(inputs, { cwd })).stderr).toContain('Hinweis: Ohne --from')
    expect((await bollwerk([...inputs, '--lang', 'en'], { cwd })).stderr).toContain('Note: without --from')
  })

  it('contacts nobody before the operator confirmed', async () => {
    writeFileSync(
      join(cwd, 'bollwerk.yaml'),
      'site: X\ntechnicians: []\nservers:\n  automate:\n    host: automate.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n',
    )
    const { code, stderr } = await bollwerk(['assess', '--lang', 'de'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(/Niemand hat bestätigt.*automate\.example.*--yes/)
  })
})
