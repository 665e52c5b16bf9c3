import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAutomateApi } from '../../lab/automate-api.ts'
import { apiSecrets, neglectedContent } from '../../lab/automate-api-content.ts'
import { createAuthority, issueCertificate } from '../../lab/certificate.ts'
import { plantedSecrets, screenConnectFolder, writeScreenConnectFolder } from '../../lab/screenconnect/folder.ts'
import { writeEvidenceFile } from '../../src/evidence/file.ts'
import { windowsSample } from '../../src/evidence/windows/sample-fixture.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { answersOf, playMysql } from './played-mysql.ts'
import { freePort } from './running-service.ts'
import { marksIn, type Written, writtenBelow } from './written-marks.ts'

const host = 'automate.muster-msp.example'
const policy = `site: Muster-MSP
language: de
technicians: [203.0.113.0/24]
countries: [DE]
servers:
  automate: { host: ${host}, addresses: [127.0.0.1], origin: 'https://10.20.0.10' }
  screenconnect: { host: support.muster-msp.example, addresses: [127.0.0.1], origin: 'http://10.20.0.11:8040' }
`
/** What the witnesses are given to sign in with. */
const credentials = {
  automatePassword: 'GEHEIM-automate-Kennwort',
  automateClient: 'GEHEIM-automate-client',
  mysqlPassword: 'GEHEIM-mysql-Kennwort',
} as const
/** Too short to be searched for in everything: six digits stand anywhere. */
const code = '918273'
/** What a database and the file of a careless collector show beyond what was asked. */
const shown = {
  refusal: 'GEHEIM-mysql-refusal',
  variable: 'GEHEIM-mysql-variable',
  column: 'GEHEIM-mysql-column',
  argument: 'GEHEIM-service-argument',
  setting: 'GEHEIM-my-ini-password',
  registry: 'GEHEIM-registry-value',
  unknownFact: 'GEHEIM-unknown-fact',
  spoiltFile: 'GEHEIM-spoilt-file',
} as const

const given = mkdtempSync(join(tmpdir(), 'bollwerk-given-'))
const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-secrets-'))
const told: Written[] = []
const secrets: string[] = [...Object.values({ ...plantedSecrets, ...credentials, ...shown }), ...apiSecrets]

/** Runs the built program and keeps whatever it says. */
async function run(inputs: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> {
  const answer = await bollwerk(inputs, { cwd, env })
  const where = `said by ${inputs[0]} ${inputs[1] ?? ''} (${told.length})`
  told.push({ where, bytes: Buffer.from(`${answer.stdout}\n${answer.stderr}`) })
  return answer
}

function kept(): readonly string[] {
  return readdirSync(join(cwd, 'evidence')).map((name) => join('evidence', name))
}

function textOf(evidence: readonly unknown[]): string {
  return writeEvidenceFile({
    schema: 'bollwerk.evidence/1',
    site: 'Muster-MSP',
    tool: { version: '0.1.0' },
    // Written by somebody else: with fields and facts that no witness of ours has.
    evidence: evidence as readonly Evidence[],
  })
}

/** A Windows server as a careless collector would tell of it. */
function carelessWindows(): string {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  const [first, ...others] = windowsSample({}, { at, servers: ['automate', 'screenconnect'] })
  const careless = others.map((piece) => ({
    ...piece,
    comment: shown.registry,
    value: { ...('value' in piece ? (piece.value as object) : {}), password: shown.registry },
  }))
  const text = textOf([first, { ...first, fact: 'windows.passwords', value: shown.unknownFact }, ...careless])
  return text
    .replaceAll('"state":"Running"', `"commandLine":"x.exe /password ${shown.argument}","state":"Running"`)
    .replaceAll('"settings":{', `"settings":{"password":"${shown.setting}","wsrep_sst_auth":"${shown.setting}",`)
}

beforeAll(async () => {
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  await collectFromScreenConnect()
  await collectFromAutomate()
  await collectFromMysql()
  await importFromWindows()
  await report()
  await liveWithFindings()
}, 300_000)

afterAll(() => {
  rmSync(given, { recursive: true })
  rmSync(cwd, { recursive: true })
})

async function collectFromScreenConnect(): Promise<void> {
  const situation = { now: Date.now(), proxy: '10.20.0.5', version: '23.9.7.8804' }
  const folder = join(given, 'ScreenConnect')
  mkdirSync(folder)
  await writeScreenConnectFolder(folder, screenConnectFolder('neglected', situation))
  const answer = await run(['collect', 'screenconnect', folder, '--machine', 'SC01', '--json'])
  expect(answer.code).toBe(0)
  const users = join(folder, 'App_Data/User.xml')
  writeFileSync(users, `${readFileSync(users, 'utf8').slice(0, -30)}<${shown.spoiltFile}`)
  expect((await run(['collect', 'screenconnect', folder, '--save', 'spoilt.json'])).code).toBe(3)
}

async function collectFromAutomate(): Promise<void> {
  const validity = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 86_400_000) }
  const authority = createAuthority('Lab Authority', validity)
  const { certificate: cert, key } = issueCertificate({ names: [host], validity, authority })
  writeFileSync(join(given, 'ca.pem'), authority.certificate)
  const port = await freePort('127.0.0.1')
  const account = { name: 'admin', password: credentials.automatePassword, code }
  const lab = await startAutomateApi({
    address: '127.0.0.1',
    port,
    tls: { cert, key },
    content: neglectedContent(Date.now()),
    account,
  })
  const place = ['--user', 'admin', '--url', `https://${host}:${port}`, '--authority', join(given, 'ca.pem')]
  const usual = { BOLLWERK_AUTOMATE_CLIENT_ID: credentials.automateClient }
  const collect = async (password: string, given: string) =>
    await run(['collect', 'automate', ...place, '--code', given], { ...usual, BOLLWERK_AUTOMATE_PASSWORD: password })
  try {
    expect((await collect(account.password, account.code)).code).toBe(0)
    expect((await collect(`${account.password}-falsch`, account.code)).code).toBe(3)
    expect((await collect(account.password, '000000')).code).toBe(3)
    secrets.push(...lab.tokens)
    expect(lab.tokens.length).toBeGreaterThan(0)
  } finally {
    await lab.close()
  }
}

/** A database that shows more than it was asked for, and one that refuses with words that quote. */
async function collectFromMysql(): Promise<void> {
  const answers = answersOf('mysql-8.0')
  const { 'empty-passwords': _, ...asked } = answers.answers
  const chatty = Object.entries(asked).map(([name, { columns, rows }]) => {
    const more = name === 'settings' ? [['report_password', shown.variable]] : []
    const told = [...rows, ...more].map((row) => [...row, shown.column])
    return [name, { columns: [...columns, 'authentication_string'], rows: told }] as const
  })
  const server = await playMysql({
    ...answers,
    answers: Object.fromEntries(chatty),
    refusal: ` near '${shown.refusal}'`,
  })
  const place = ['--host', '127.0.0.1', '--port', String(server.port), '--user', 'bollwerk']
  const env = { BOLLWERK_MYSQL_PASSWORD: credentials.mysqlPassword }
  try {
    expect((await run(['collect', 'mysql', ...place, '--machine', 'RMM01'], env)).code).toBe(3)
    const nobody = ['--host', '127.0.0.1', '--port', '1', '--user', 'bollwerk']
    expect((await run(['collect', 'mysql', ...nobody], env)).code).toBe(3)
  } finally {
    await server.close()
  }
}

async function importFromWindows(): Promise<void> {
  const text = carelessWindows()
  for (const secret of [shown.argument, shown.setting, shown.registry, shown.unknownFact])
    expect(text).toContain(secret)
  writeFileSync(join(given, 'windows.json'), text)
  writeFileSync(join(given, 'cut.json'), text.slice(0, text.indexOf(shown.argument) + 40))
  writeFileSync(join(given, 'shape.json'), text.replace('"EnableLUA":1', `"EnableLUA":"${shown.spoiltFile}"`))
  writeFileSync(join(given, 'site.json'), text.replace('"schema"', `"${shown.spoiltFile}":1,"schema"`).slice(1))
  expect((await run(['import', join(given, 'windows.json')])).code).toBe(0)
  for (const name of ['cut', 'shape', 'site']) {
    expect((await run(['import', join(given, `${name}.json`), '--json'])).code).toBe(3)
    expect((await run(['assess', join(given, `${name}.json`)])).code).toBeGreaterThan(1)
  }
  await run(['collect', 'windows'])
}

async function report(): Promise<void> {
  expect(kept()).toHaveLength(4)
  await run(['assess', '--yes', '--ports', '443', '--save', 'saved.json', '--html', 'whole.html', '--verbose'])
  for (const language of ['de', 'en']) {
    const inLanguage = ['--lang', language]
    expect((await run(['assess', ...kept(), ...inLanguage])).code).toBe(1)
    await run(['assess', ...kept(), ...inLanguage, '--verbose', '--html', `${language}.html`])
    const { stdout } = await run(['assess', ...kept(), ...inLanguage, '--json'])
    writeFileSync(join(cwd, `${language}.json`), stdout)
  }
}

async function liveWithFindings(): Promise<void> {
  const { findings } = JSON.parse(readFileSync(join(cwd, 'de.json'), 'utf8')) as { findings: readonly { id: string }[] }
  const about = (control: string): string => findings.find(({ id }) => id.startsWith(control))?.id ?? control
  const keys = about('accounts.screenconnect-keys')
  const until = ['--until', new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10), '--assessment', 'de.json']
  const accepted = ['--reason', 'Umzug', '--owner', 'A. Muster', '--approver', 'B. Muster']
  const disputed = ['--reason', 'Stimmt nicht', '--bundle', 'bundle.json']
  const attested = ['--by', 'C', '--note', 'x', '--answer', 'pass', '--server', 'automate']
  const answers = [
    await run(['explain', 'accounts.screenconnect-keys', '--json']),
    await run(['exception', 'add', keys, ...accepted, ...until]),
    await run(['exception', 'list', '--json']),
    await run(['attest', 'isolated-network.segment', ...attested, ...until]),
    await run(['dispute', about('accounts.automate-integrators'), ...disputed, ...until]),
  ]
  expect(answers.map(({ code, stderr }) => [code, stderr])).toEqual(answers.map(() => [0, expect.any(String)]))
  const { stdout } = await run(['assess', ...kept(), '--json'])
  writeFileSync(join(cwd, 'later.json'), stdout)
  expect((await run(['diff', 'de.json', 'later.json'])).stdout).toContain('accounts.screenconnect-keys')
  await run(['diff', 'de.json', 'later.json', '--json'])
}

describe('secrets that are planted wherever a witness looks', () => {
  it('stand in nothing that any verb says or writes, in no form', () => {
    const written = [...writtenBelow(cwd), ...told]
    expect(written.length).toBeGreaterThan(30)
    expect(marksIn(written, secrets)).toEqual([])
    expect(marksIn(written, ['GEHEIM-', 'lab-mark-'])).toEqual([])
    const ofAutomate = written.filter(({ where }) => /^(said by collect |evidence\/.*)automate/.test(where))
    expect(ofAutomate.length).toBeGreaterThan(0)
    expect(marksIn(ofAutomate, [code])).toEqual([])
  })

  it('stood before the witnesses, which looked: what lies beside the secrets was found', () => {
    const { measures } = JSON.parse(readFileSync(join(cwd, 'de.json'), 'utf8')) as {
      measures: readonly { controls: readonly { outcome: string; id: string }[] }[]
    }
    const failed = measures.flatMap(({ controls: asked }) => asked).filter(({ outcome }) => outcome === 'fail')
    expect(failed.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'accounts.screenconnect-keys',
        'accounts.automate-integrators',
        'database-supported.line',
      ]),
    )
  })

  it('would be found: in a name that is shown, in base64, in hexadecimal and in UTF-16', async () => {
    const name = 'GEHEIM-shown-name'
    const administrators = { members: [{ sid: 'S-1-5-21-1-2-3-1001', name, kind: 'user' as const, enabled: true }] }
    const at = new Date(Date.now() - 3_600_000).toISOString()
    writeFileSync(
      join(given, 'named.json'),
      textOf(windowsSample({ 'windows.administrators': administrators }, { at })),
    )
    const { stdout } = await bollwerk(['assess', join(given, 'named.json'), '--json'], { cwd })
    const forms = {
      shown: Buffer.from(stdout),
      base64: Buffer.from(Buffer.from(`xy${name}z`).toString('base64')),
      wide: Buffer.from(Buffer.from(`x${name}`, 'utf16le').toString('base64')),
      hex: Buffer.from(Buffer.from(name).toString('hex').toUpperCase()),
      utf16: Buffer.from(`a${name}`, 'utf16le'),
    }
    for (const [where, bytes] of Object.entries(forms))
      expect(marksIn([{ where, bytes }], [name]), where).not.toEqual([])
  })
})
