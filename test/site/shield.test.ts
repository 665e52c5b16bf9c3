import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-shield-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const patience = 240_000
/** Below 1024 only root may listen. */
const mayListen = process.getuid?.() === 0

/** Lines such as `✓ mass scanner (127.20.9.101, DE): 0 of 92 got through`. */
function visitsIn(stdout: string) {
  return [...stdout.matchAll(/^(.) (.+) \((127[.\d]+), ([A-Z]{2})\): (\d+) of (\d+) got through$/gm)].map(
    ([, mark, name, from, country, served, tried]) => ({
      ...{ mark, name, from, country, served: Number(served), tried: Number(tried) },
    }),
  )
}

describe.skipIf(!mayListen)('npm start (needs root for ports below 1024)', () => {
  let show: Answer
  beforeAll(async () => {
    show = await bollwerk(['lab', '--assess', '--once', '--lang', 'en'], { cwd })
  }, patience)

  it('ends well, which it does only if the gateway told everybody apart', () => {
    expect({ code: show.code, stdout: show.stdout }).toMatchObject({ code: 0 })
  })

  it('lets every honest visitor through with everything, and no attacker with anything', () => {
    const visits = visitsIn(show.stdout)
    expect(visits.map(({ mark }) => mark)).toEqual(visits.map(() => '✓'))
    const [honest, others] = [0, 1].map((part) => show.stdout.split('Who should stay outside')[part] ?? '')
    const welcome = visitsIn(honest ?? '')
    expect(welcome).toHaveLength(6)
    for (const { name, served, tried } of welcome) expect({ name, served }).toEqual({ name, served: tried })
    const unwelcome = visitsIn(others ?? '')
    expect(unwelcome).toHaveLength(12)
    for (const { name, served, tried } of unwelcome) {
      expect({ name, served, came: tried > 0 }).toEqual({ name, served: 0, came: true })
    }
  })

  it.each([['Geoblocking'], ['Reverse proxy against mass attacks']])(
    'turns the measure "%s" from not met to met',
    (measure) => {
      expect(show.stdout).toMatch(new RegExp(`^✓ ${measure}: not met → met`, 'm'))
    },
  )

  it.each([['Control Center restricted to an address range'], ['Only necessary ports open']])(
    'leaves of the measure "%s" only what stands within the servers',
    (measure) => {
      const told = new RegExp(`^. ${measure}: not met → not met \\(findings: (\\d+) → (\\d+)\\)`, 'm')
      const [, before, after] = told.exec(show.stdout) ?? []
      expect(Number(after)).toBeLessThan(Number(before))
    },
  )

  it('answers every measure of the guidance, and says which witnesses did', () => {
    const [, answered, asked] = /^All witnesses: (\d+) of (\d+) questions are answered/m.exec(show.stdout) ?? []
    expect(Number(answered)).toBeGreaterThan(100)
    expect(answered).toBe(asked)
    expect(show.stdout).toContain('14 of 14 measures are answered.')
  })

  it('writes a report of each assessment', () => {
    expect(existsSync(join(cwd, 'bollwerk-report-before.html'))).toBe(true)
    expect(existsSync(join(cwd, 'bollwerk-report.html'))).toBe(true)
  })

  it('names references that explain finds again', async () => {
    const [, reference = ''] = /\[patch\.cve-2024-1709\]\s+(BW-[0-9A-Z-]+)/.exec(show.stdout) ?? []
    const explained = await bollwerk(['explain', reference, '--lang', 'en'], { cwd })
    expect(explained).toMatchObject({ code: 0, stderr: '' })
    expect(explained.stdout).toContain('127.20.9.102')
    expect(explained.stdout).toContain('patch.cve-2024-1709')
  })
})
