import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantedSecrets, screenConnectFolder, writeScreenConnectFolder } from '../../lab/screenconnect/folder.ts'
import { controls } from '../../src/controls/index.ts'
import { bollwerk } from './bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-collect-'))
const policy =
  'site: Muster-MSP\nlanguage: de\ntechnicians: [203.0.113.0/24]\ncountries: [DE]\nservers:\n  screenconnect:\n    host: support.muster-msp.de\n    addresses: [198.51.100.11]\n    origin: http://10.20.0.11:8040\n    relay: tcp://10.20.0.11:8041\n'
const automateOnly =
  'site: X\nlanguage: de\ntechnicians: []\nservers:\n  automate:\n    host: near.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n'

beforeAll(async () => {
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  writeFileSync(join(cwd, 'automate.yaml'), automateOnly)
  mkdirSync(join(cwd, 'empty'))
  for (const state of ['neglected', 'hardened'] as const) {
    const version = state === 'hardened' ? '26.6.5.9742' : '23.9.7.8804'
    const made = screenConnectFolder(state, { now: Date.now(), proxy: '10.20.0.5', version })
    await writeScreenConnectFolder(join(cwd, state), made)
  }
})
afterAll(() => rmSync(cwd, { recursive: true }))

function collect(...inputs: string[]) {
  return bollwerk(['collect', 'screenconnect', ...inputs], { cwd })
}

describe('bollwerk collect screenconnect', () => {
  it('keeps the evidence beside the policy and says what was read', async () => {
    const { code, stdout, stderr } = await collect('neglected', '--machine', 'SC01', '--lang', 'en')
    expect([code, stderr]).toEqual([0, expect.stringContaining('The evidence is in ')])
    expect(stdout).toContain('Read: SC01: App_Data\\User.xml (screenconnect.users)')
    expect(readdirSync(join(cwd, 'evidence'))).toHaveLength(1)
  })

  it('says what is missing, keeps the rest, and ends with 3 where something could not be read', async () => {
    cpSync(join(cwd, 'hardened'), join(cwd, 'spoilt'), { recursive: true })
    rmSync(join(cwd, 'spoilt/App_ClientConfig/app.config'))
    const absent = await collect('spoilt', '--save', 'absent.json')
    writeFileSync(join(cwd, 'spoilt/App_Data/User.xml'), '<Users>')
    const broken = await collect('spoilt', '--save', 'broken.json')
    expect([absent.code, broken.code]).toEqual([0, 3])
    expect(absent.stdout).toMatch(/Fehlt: .*App_ClientConfig\\app\.config.*nicht vorhanden/)
    expect(broken.stdout).toMatch(/Fehlt: .*User\.xml.*XML: not well-formed, line 1/)
  })

  it('dates the evidence of a copy with the time at which it was taken', async () => {
    const { stdout } = await collect(
      'neglected',
      '--json',
      '--save',
      'dated.json',
      '--taken',
      '2026-01-02T03:04:05+01:00',
    )
    expect(new Set([...stdout.matchAll(/"at":"([^"]+)"/g)].map(([, at]) => at))).toEqual(
      new Set(['2026-01-02T02:04:05.000Z']),
    )
    expect(readFileSync(join(cwd, 'dated.json'), 'utf8')).toBe(stdout)
  })

  it.each([
    ['a folder that is not there', ['nowhere'], 2, /nowhere lässt sich nicht lesen \(ENOENT\)/],
    ['a folder of something else', ['empty'], 3, /ist nichts von ScreenConnect zu lesen/],
    [
      'a site without ScreenConnect',
      ['neglected', '--policy', 'automate.yaml'],
      2,
      /nennt keinen ScreenConnect-Server/,
    ],
    ['a copy from the future', ['neglected', '--taken', '2099-01-01T00:00:00Z'], 2, /in der Zukunft/],
    ['a time without a zone', ['neglected', '--taken', '2026-01-01T00:00:00'], 2, /--taken: .*Zeitzone/],
    ['a machine that is none', ['neglected', '--machine', 'a: b'], 2, /keinen Doppelpunkt/],
    ['no folder', [], 2, /fehlt eine Angabe/],
  ])('refuses %s with a sentence', async (_, inputs, expected, sentence) => {
    const { code, stderr, stdout } = await collect(...inputs, '--lang', 'de')
    expect(stderr).toMatch(sentence)
    expect([code, stdout]).toEqual([expected, ''])
  })

  it('finds at least sixty planted faults in the neglected folder and none in the hardened one', async () => {
    const failures = async (state: string) => {
      await collect(state, '--save', `${state}.json`, '--machine', 'SC01')
      const { stdout } = await bollwerk(['assess', `${state}.json`, '--json'], { cwd })
      const { findings } = JSON.parse(stdout) as { findings: { id: string; control: string; outcome: string }[] }
      return findings.filter(({ outcome }) => outcome === 'fail')
    }
    const neglected = await failures('neglected')
    expect(neglected.length).toBeGreaterThan(60)
    const asked = controls.filter(({ servers, witnesses }) => servers.length === 1 && witnesses[0] === 'inside')
    const own = asked
      .filter(({ servers, id }) => servers[0] === 'screenconnect' && !id.includes('agree'))
      .map(({ id }) => id)
    expect(own.filter((id) => !neglected.some(({ control }) => control === id))).toEqual([])
    expect((await failures('hardened')).map(({ id }) => id)).toEqual([])
  })

  it('plants every secret of the lab somewhere in the folder, so that their absence means something', () => {
    const files = readdirSync(join(cwd, 'neglected'), { recursive: true, withFileTypes: true })
    const content = files
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n')
    for (const secret of Object.values(plantedSecrets)) expect(content).toContain(secret.replaceAll('<', '&lt;'))
  })
})
