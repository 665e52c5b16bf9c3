import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/model/assessment.ts'
import { type Answer, bollwerk } from './bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-living-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const policy = `# Muster
site:   Muster-MSP   # der Standort
language: de
technicians: [203.0.113.0/24]
servers:
  automate:
    host: automate.muster-msp.de
    origin: https://10.20.0.10
  screenconnect: { host: support.muster-msp.de,  origin: 'http://10.20.0.11:8040' }

# Ende
`
const wizard = 'screenconnect-current.setup-closed/screenconnect'
const segment = 'isolated-network.segment'

beforeEach(() => writeFileSync(join(cwd, 'bollwerk.yaml'), policy))

function run(...inputs: string[]): Promise<Answer> {
  return bollwerk([...inputs, '--lang', 'de'], { cwd })
}

function policyText(): string {
  return readFileSync(join(cwd, 'bollwerk.yaml'), 'utf8')
}

function daysAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Evidence of a look at the setup wizard just now. */
function writeEvidence(answer: 'open' | 'closed'): void {
  const at = new Date(Date.now() - 60_000).toISOString()
  const vantage = { place: 'internet', country: 'DE' }
  const source = 'https://support.muster-msp.de/SetupWizard.aspx'
  const value = { variant: 'plain', path: '/SetupWizard.aspx', answer }
  const piece = {
    fact: 'outside.setup-wizard',
    witness: 'outside',
    server: 'screenconnect',
    source,
    at,
    vantage,
    value,
  }
  const file = { schema: 'bollwerk.evidence/1', site: 'Muster-MSP', tool: { version: '0' }, evidence: [piece] }
  writeFileSync(join(cwd, 'evidence.json'), JSON.stringify(file))
}

/** Judges the evidence, keeps the assessment in a file and answers it. */
async function assess(name: string): Promise<{ readonly assessment: Assessment; readonly code: number | null }> {
  const { code, stdout } = await run('assess', 'evidence.json', '--json')
  writeFileSync(join(cwd, name), stdout)
  return { assessment: JSON.parse(stdout) as Assessment, code }
}

function findingIn({ findings }: Assessment, id: string) {
  return findings.find((finding) => finding.id === id)
}

const accepting = ['--reason', 'Umzug: läuft', '--owner', 'A. Muster', '--approver', 'B. Muster']

describe('bollwerk exception', () => {
  it('waives a finding until its last day and leaves every other byte of the policy alone', async () => {
    writeEvidence('open')
    const before = await assess('before.json')
    expect(findingIn(before.assessment, wizard)).toMatchObject({ outcome: 'fail' })
    const added = await run(
      'exception',
      'add',
      wizard,
      ...accepting,
      '--until',
      daysAhead(5),
      '--assessment',
      'before.json',
    )
    expect(added).toMatchObject({ code: 0, stderr: '' })
    expect(added.stdout).toMatch(/bis zum Ende des .* \(Europe\/Berlin, .*T23:59:59\+0[12]:00\)/)
    expect(policyText().startsWith(policy.trimEnd().slice(0, policy.indexOf('\n# Ende')))).toBe(true)
    expect(policyText()).toMatch(/\n\n# Ende\n$/)
    const after = await assess('after.json')
    expect(findingIn(after.assessment, wizard)).toMatchObject({
      outcome: 'fail',
      overlay: 'waived',
      exception: { standing: 'in-force', owner: 'A. Muster', approver: 'B. Muster' },
    })
    expect(after.assessment.notices).toMatchObject([{ kind: 'ends-soon', of: 'exception', warning: 7 }])
    expect(after.assessment.scoreExplained?.lost.find(({ overlay }) => overlay === 'waived')?.reason).toContain(
      'Ausnahme',
    )
    const text = await run('assess', 'evidence.json', '--html', 'report.html')
    expect(text.stdout).toMatch(/Was abläuft oder nicht mehr gilt[\s\S]*endet in \d Tagen/)
    expect(readFileSync(join(cwd, 'report.html'), 'utf8')).toMatch(/class="warning">[^<]*endet in \d Tagen/)
  })

  it('is listed with its number, renewed for a new term and ended', async () => {
    await run('exception', 'add', 'uac.values', '--server', 'automate', ...accepting, '--until', daysAhead(20))
    const listed = await run('exception', 'list')
    expect(listed.stdout).toMatch(/^1\. uac\.values \(Version \d+\), automate: gilt\n.*Europe\/Berlin/)
    expect(listed.stdout).toMatch(/! uac\.values \(automate\): Die Ausnahme endet in/)
    const renewed = await run(
      'exception',
      'renew',
      'uac.values',
      '--approver',
      'C. Muster',
      '--until',
      daysAhead(200),
      '--json',
    )
    expect(JSON.parse(renewed.stdout)).toMatchObject({
      schema: 'bollwerk.exception/1',
      action: 'renewed',
      exception: { owner: 'A. Muster', approver: 'C. Muster', until: daysAhead(200) },
    })
    expect(policyText()).toContain('reason: "Umzug: läuft"')
    const ended = await run('exception', 'end', 'uac.values')
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.stdout).toContain('zählt ab jetzt wieder')
    expect(policyText().replace('exceptions: []\n', '')).toBe(policy)
  })

  it('keeps the rights of the file and follows a link to it', async () => {
    writeFileSync(join(cwd, 'real.yaml'), policy, { mode: 0o640 })
    rmSync(join(cwd, 'bollwerk.yaml'))
    symlinkSync('real.yaml', join(cwd, 'bollwerk.yaml'))
    await run('exception', 'add', 'uac.values', ...accepting, '--until', daysAhead(20))
    expect(readFileSync(join(cwd, 'real.yaml'), 'utf8')).toContain('control: uac.values')
    expect(statSync(join(cwd, 'real.yaml')).mode & 0o777).toBe(0o640)
    rmSync(join(cwd, 'bollwerk.yaml'))
  })

  it.each([
    [
      'the owner as approver',
      ['uac.values', '--reason', 'x', '--owner', 'A. Muster', '--approver', ' a.  MUSTER', '--until', daysAhead(9)],
      /--approver: A\. Muster ist verantwortlich/,
    ],
    [
      'more than twelve months',
      ['uac.values', ...accepting, '--until', daysAhead(400)],
      /--until: .*mehr als zwölf Monate/,
    ],
    [
      'a day that is over',
      ['uac.values', ...accepting, '--until', '2026-01-31'],
      /--until: 2026-01-31 ist schon vorbei/,
    ],
    ['no last day', ['uac.values', ...accepting], /--until fehlt, zum Beispiel: --until 2027-01-31/],
    [
      'an unknown control',
      ['uac.valeus', ...accepting, '--until', daysAhead(9)],
      /"uac\.valeus" gibt es nicht\. Meinten Sie uac\.values\?/,
    ],
    [
      'another version of the control',
      ['uac.values', ...accepting, '--until', daysAhead(9), '--control-version', '99'],
      /--control-version: uac\.values hat jetzt Version/,
    ],
    [
      'an unknown server',
      ['uac.values/automat', ...accepting, '--until', daysAhead(9)],
      /"automat" ist kein Server\. Meinten Sie automate\?/,
    ],
    [
      'a server that the control does not ask about',
      ['automate-current.release', '--server', 'screenconnect', ...accepting, '--until', daysAhead(9)],
      /fragt nichts über screenconnect/,
    ],
    ['nothing named', accepting, /Nennen Sie die Prüfung oder den Befund/],
  ])('refuses %s with exit code 2 and leaves the file alone', async (_, inputs, sentence) => {
    const { code, stdout, stderr } = await run('exception', 'add', ...inputs)
    expect(stderr).toMatch(sentence)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(policyText()).toBe(policy)
  })

  it('refuses an item that the assessment does not have', async () => {
    writeEvidence('open')
    await assess('items.json')
    const { code, stderr } = await run(
      'exception',
      'add',
      `${wizard}/8080`,
      ...accepting,
      '--until',
      daysAhead(9),
      '--assessment',
      'items.json',
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(/hat kein Ergebnis "8080"/)
    expect(policyText()).toBe(policy)
  })

  it('says loudly that one for an older version, or one that has ended, no longer holds', async () => {
    const old = (until: string, version: number) =>
      `exceptions:\n  - { control: screenconnect-current.setup-closed, version: ${version}, reason: x, owner: A, approver: B, since: 2026-01-01, until: ${until} }\n`
    writeEvidence('open')
    writeFileSync(join(cwd, 'bollwerk.yaml'), `${policy}${old('2026-12-31', 77)}`)
    const other = await assess('other.json')
    expect(findingIn(other.assessment, wizard)?.detail).toMatch(/^Die Ausnahme dafür .* gilt nicht mehr: .*Version 77/)
    expect(findingIn(other.assessment, wizard)?.overlay).toBeUndefined()
    writeFileSync(join(cwd, 'bollwerk.yaml'), `${policy}${old('2026-03-01', 1)}`)
    const over = await assess('over.json')
    expect(findingIn(over.assessment, wizard)?.detail).toMatch(/^Die Ausnahme dafür ist am 2026-03-01 abgelaufen/)
    expect(over.assessment.notices).toMatchObject([{ kind: 'ended', of: 'exception' }])
    expect(over.code).toBe(1)
  })
})

describe('bollwerk attest', () => {
  const answering = ['--by', 'C. Muster', '--note', 'VLAN 20 besichtigt']

  it('answers an open question on paper, with the digest of the document', async () => {
    writeEvidence('closed')
    writeFileSync(join(cwd, 'vlan.pdf'), 'ein Plan')
    const sha256 = createHash('sha256').update('ein Plan').digest('hex')
    const inputs = [segment, '--server', 'automate', '--answer', 'pass', ...answering, '--until', daysAhead(100)]
    const attested = await run('attest', ...inputs, '--attachment', 'vlan.pdf')
    expect(attested).toMatchObject({ code: 0 })
    expect(attested.stdout).toContain(sha256)
    const { assessment } = await assess('attested.json')
    const result = assessment.measures
      .flatMap(({ controls }) => controls)
      .find(({ id, subject }) => id === segment && subject === 'automate')
    expect(result).toMatchObject({
      outcome: 'pass',
      evidence: expect.arrayContaining([
        expect.objectContaining({
          witness: 'paper',
          value: expect.objectContaining({ by: 'C. Muster', attachment: { file: 'vlan.pdf', sha256 } }),
        }),
      ]),
    })
    const again = await run('attest', ...inputs.with(4, 'fail'))
    expect(again.code).toBe(0)
    expect(policyText().match(/control: isolated-network\.segment/g)).toHaveLength(1)
    const withdrawn = await run('attest', segment, '--server', 'automate', '--withdraw')
    expect(withdrawn.stdout).toContain('Die Frage ist wieder offen')
    expect(policyText().replace('attestations: []\n', '')).toBe(policy)
  })

  it('never overrides evidence: the contradiction is a finding', async () => {
    writeEvidence('open')
    await assess('found.json')
    const inputs = [wizard, '--answer', 'pass', ...answering, '--until', daysAhead(100), '--assessment', 'found.json']
    const attested = await run('attest', ...inputs)
    expect(attested.stderr).toMatch(/Hinweis: Belege beantworten das schon \(fail\)/)
    const { assessment } = await assess('contradicted.json')
    expect(findingIn(assessment, wizard)).toMatchObject({ outcome: 'fail' })
    expect(findingIn(assessment, `${wizard}/attestation`)).toMatchObject({
      outcome: 'fail',
      title: expect.stringContaining('widersprechen einander'),
    })
  })

  it.each([
    ['no name of a control', [], /Nennen Sie die Prüfung/],
    [
      'no server where there are two',
      [segment, '--answer', 'pass', ...answering, '--until', daysAhead(9)],
      /Nennen Sie einen davon mit --server/,
    ],
    ['no answer', [segment, '--server', 'automate', ...answering, '--until', daysAhead(9)], /--answer fehlt/],
    [
      'no note',
      [segment, '--server', 'automate', '--answer', 'pass', '--by', 'C', '--until', daysAhead(9)],
      /--note fehlt/,
    ],
    [
      'more than twelve months',
      [segment, '--server', 'automate', '--answer', 'pass', ...answering, '--until', daysAhead(400)],
      /zwölf Monate/,
    ],
    [
      'a document that is not there',
      [
        segment,
        '--server',
        'automate',
        '--answer',
        'pass',
        ...answering,
        '--until',
        daysAhead(9),
        '--attachment',
        'gone.pdf',
      ],
      /gone\.pdf lässt sich nicht lesen \(ENOENT\)/,
    ],
    ['to withdraw what was not said', [segment, '--server', 'automate', '--withdraw'], /steht keine solche Antwort/],
  ])('refuses %s with exit code 2', async (_, inputs, sentence) => {
    const { code, stdout, stderr } = await run('attest', ...inputs)
    expect(stderr).toMatch(sentence)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(policyText()).toBe(policy)
  })
})

describe('bollwerk dispute', () => {
  it('marks the result, which still counts, and writes a bundle without names and addresses', async () => {
    writeEvidence('open')
    const before = await assess('found.json')
    const inputs = [wizard, '--reason', 'Das ist die Seite der Abteilung Müller', '--assessment', 'found.json']
    const { code, stdout } = await run('dispute', ...inputs, '--bundle', 'bundle.json')
    expect(code).toBe(0)
    expect(stdout).toMatch(/zählt in der Punktzahl weiter als nicht erfüllt/)
    const after = await assess('disputed.json')
    expect(findingIn(after.assessment, wizard)).toMatchObject({ outcome: 'fail', overlay: 'disputed' })
    expect(after.assessment.score).toBe(before.assessment.score)
    expect(after.code).toBe(1)
    const bundle = readFileSync(join(cwd, 'bundle.json'), 'utf8')
    expect(JSON.parse(bundle)).toMatchObject({
      schema: 'bollwerk.dispute/1',
      control: 'screenconnect-current.setup-closed',
      evidence: [{ witness: 'outside', shape: { variant: 'text', path: 'text', answer: 'text' } }],
    })
    expect(bundle).not.toMatch(/muster|Müller|SetupWizard|10\.20|https/i)
    const withdrawn = await run('dispute', wizard, '--withdraw')
    expect(withdrawn.code).toBe(0)
    expect(policyText().replace('disputes: []\n', '')).toBe(policy)
  })

  it.each([
    ['a bundle without evidence', [wizard, '--reason', 'x', '--bundle', 'b.json'], /--bundle braucht die Belege/],
    ['no reason', [wizard], /--reason fehlt/],
    ['an unknown control', ['uac.vales/automate', '--reason', 'x'], /Meinten Sie uac\.values\?/],
  ])('refuses %s with exit code 2', async (_, inputs, sentence) => {
    const { code, stderr } = await run('dispute', ...inputs)
    expect(stderr).toMatch(sentence)
    expect(code).toBe(2)
    expect(policyText()).toBe(policy)
  })
})

describe('bollwerk diff', () => {
  it('names what regressed and ends with 1, and what is fixed with 0', async () => {
    writeEvidence('closed')
    const said = ['attest', segment, '--server', 'automate', '--by', 'C', '--note', 'x', '--until', daysAhead(9)]
    await run(...said, '--answer', 'pass')
    await assess('good.json')
    await run(...said, '--answer', 'fail')
    await assess('bad.json')
    const worse = await run('diff', 'good.json', 'bad.json', '--fail-on', 'low')
    expect(worse.code).toBe(1)
    expect(worse.stdout).toMatch(/Wieder schlechter: war erfüllt: 1\n.*isolated-network\.segment\/automate/)
    const better = await run('diff', 'bad.json', 'good.json', '--json', '--fail-on', 'low')
    expect(better.code).toBe(0)
    expect(better.stderr).toContain('Die erste Beurteilung ist jünger')
    expect(JSON.parse(better.stdout)).toMatchObject({ schema: 'bollwerk.diff/1', summary: { fixed: 1, regressed: 0 } })
    expect((await bollwerk(['diff', 'good.json', 'bad.json', '--lang', 'en'], { cwd })).stdout).toContain(
      'Regressed: was met: 1',
    )
  })

  it('names an exception that has ended', async () => {
    writeEvidence('open')
    await run('exception', 'add', wizard, ...accepting, '--until', daysAhead(9))
    await assess('waived.json')
    writeFileSync(
      join(cwd, 'bollwerk.yaml'),
      policyText().replace(/since: .*\n.*until: .*/, 'since: 2026-01-01\n    until: 2026-02-01'),
    )
    await assess('expired.json')
    const { code, stdout } = await run('diff', 'waived.json', 'expired.json', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ summary: { 'exception-expired': 1 } })
  })

  it.each([
    ['evidence', 'evidence.json', /enthält Belege und noch keine Beurteilung.*bollwerk assess evidence\.json --json/],
    ['another file', 'bollwerk.yaml', /bollwerk\.yaml ist keine Beurteilung/],
    ['a file that is not there', 'gone.json', /gone\.json lässt sich nicht lesen \(ENOENT\)/],
  ])('refuses %s', async (_, file, sentence) => {
    writeEvidence('open')
    const { code, stderr } = await run('diff', file, file)
    expect(stderr).toMatch(sentence)
    expect(code).toBe(2)
  })
})

describe('bollwerk explain', () => {
  it('tells all that is known of a control, in both languages and as JSON', async () => {
    const german = await run('explain', 'ports-minimal.tcp')
    for (const part of [
      'Was sie fragt',
      'Warum es darauf ankommt',
      'Welche Belege sie ansieht',
      'Schwere: hoch',
      'Abhilfe',
      'Rückweg',
      'Ausfall',
      'Zum Nachlesen',
      'Bezug zu Normen',
    ])
      expect(german.stdout).toContain(part)
    const english = await bollwerk(['explain', 'ports-minimal.tcp', '--json'], { cwd })
    expect(JSON.parse(english.stdout)).toMatchObject({
      schema: 'bollwerk.explanation/1',
      control: { id: 'ports-minimal.tcp', version: 1, severity: 'high', remedy: { steps: expect.any(Array) } },
    })
  })

  it('lists all controls by measure, and suggests the one that was meant', async () => {
    const all = await run('explain')
    expect(all.stdout).toMatch(
      /^1\. Automate auf dem neuesten Stand \[automate-current\]\n {3}automate-current\.release: /,
    )
    const mistyped = await run('explain', 'ports-minimal.tpc')
    expect(mistyped).toMatchObject({ code: 2, stderr: expect.stringContaining('Meinten Sie ports-minimal.tcp?') })
  })
})

it.each([
  'exception add',
  'exception list',
  'exception renew',
  'exception end',
  'attest',
  'dispute',
  'diff',
  'explain',
])('bollwerk %s has help in both languages', async (verb) => {
  const [german, english] = await Promise.all(
    ['de', 'en'].map((language) => bollwerk([...verb.split(' '), '--help', '--lang', language], { cwd })),
  )
  expect([german?.code, english?.code]).toEqual([0, 0])
  expect(german?.stdout).toMatch(/^AUFRUF/)
  expect(english?.stdout).toMatch(/^USAGE/)
})
