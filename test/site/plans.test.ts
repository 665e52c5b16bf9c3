import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts'
import { readCalendar } from '../../src/hardening/upgrades/calendar/calendar-reader-fixture.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { lookedWithin } from './all-witnesses.ts'
import { lookedFrom, type ViewName } from './looked-at.ts'

const patience = 400_000
/** Below 1024 only root may listen, and the assessor is told no other ports than a real one would be. */
const mayListen = process.getuid?.() === 0

const booking = 'https://muster-support.example/termin?a=1'
const support = `support: { name: Muster-Support, booking: "${booking}" }\n`

/** The moment at which plans are made; a golden text must not change with the calendar. */
const pinned = Date.parse('2026-11-25T12:00:00Z')
const preload = join(import.meta.dirname, 'pinned-clock-preload.mjs')

/** A site that every witness has looked at, as if it had been on the day of `pinned`. */
async function seenSite(options: LabOptions, views: readonly ViewName[]): Promise<Lab> {
  const lab = await startLab(options)
  const { folder: cwd } = await lab.inside()
  const looks = await lookedFrom(lab, cwd, views)
  await lookedWithin(lab, cwd)
  const kept = join(cwd, 'evidence')
  for (const look of looks) copyFileSync(join(cwd, look), join(kept, look))
  const shift = pinned - Date.now()
  for (const name of readdirSync(kept)) rewrite(join(kept, name), (text) => inOrder(shifted(text, shift)))
  const answered = 'since: 2026-11-24, until: 2027-02-23'
  rewrite(join(cwd, 'bollwerk.yaml'), (text) => text.replace(/since: [\d-]+, until: [\d-]+/g, answered) + support)
  return lab
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** Every point in time moved by as much, so that what was old stays as old. */
function shifted(text: string, milliseconds: number): string {
  return text.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, (instant) =>
    new Date(Date.parse(instant) + milliseconds).toISOString(),
  )
}

/** All evidence seen at one moment, in a fixed order: which answer came first changes from run to run. */
function inOrder(text: string): string {
  // Written by the commands that ran just before; of its pieces only the moment is changed.
  const file = JSON.parse(text) as { evidence: readonly Readonly<Record<string, unknown>>[] }
  const at = new Date(pinned - 60_000).toISOString()
  const pieces = file.evidence
    .map((piece) => ({ ...piece, at }))
    .map((piece) => [JSON.stringify(piece), piece] as const)
  const evidence = pieces.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, piece]) => piece)
  return JSON.stringify({ ...file, evidence })
}

/** The lab's addresses change with its network; the words do not. */
function steady(text: string): string {
  return text.replace(/127\.\d+\./g, '127.N.')
}

const sites = [
  { state: 'neglected', network: 81, views: ['internet'], upgrades: 1, takeover: 1 },
  { state: 'half-migrated', network: 82, views: ['internet'], upgrades: 1, takeover: 1 },
  { state: 'hardened', network: 83, views: ['internet', 'abroad', 'office', 'technicians'], upgrades: 0, takeover: 0 },
] as const

describe.skipIf(!mayListen).each(sites)('plans for a $state site (needs root for ports below 1024)', (site) => {
  const { state, network, views, upgrades, takeover } = site
  let lab: Lab
  let cwd: string
  beforeAll(async () => {
    lab = await seenSite({ state, network }, views)
    cwd = (await lab.inside()).folder
  }, patience)
  afterAll(() => lab.close())

  const plan = (...inputs: string[]): Promise<Answer> =>
    bollwerk(['plan', ...inputs], { cwd, env: { NODE_OPTIONS: `--import=${preload}`, CLOCK_AT: `${pinned}` } })

  it.each(['de', 'en'])('names every upgrade step in golden/upgrades-STATE.%s.txt', async (language) => {
    const { code, stdout } = await plan('upgrades', '--lang', language)
    await expect(steady(stdout)).toMatchFileSnapshot(`golden/upgrades-${state}.${language}.txt`)
    expect(code).toBe(upgrades)
  })

  it.each(['de', 'en'])('names every step of the take-over in golden/takeover-STATE.%s.txt', async (language) => {
    const { code, stdout } = await plan('takeover', '--lang', language)
    await expect(steady(stdout)).toMatchFileSnapshot(`golden/takeover-${state}.${language}.txt`)
    expect(code).toBe(takeover)
  })

  it.each(['de', 'en'])(
    'writes the maintenance window of what is due, with the booking link (%s)',
    async (language) => {
      const file = `window.${language}.ics`
      const when = ['--from', '2026-12-05T20:00+01:00', '--hours', '3']
      const { code, stderr } = await plan('upgrades', '--lang', language, '--ics', file, ...when)
      expect(code).toBe(upgrades)
      expect(existsSync(join(cwd, file))).toBe(upgrades === 1)
      if (upgrades !== 1) return
      expect(stderr).toContain(file)
      const [event] = readCalendar(readFileSync(join(cwd, file))).events
      expect(event?.values).toMatchObject({ DTSTART: '20261205T190000Z', DTEND: '20261205T220000Z', URL: booking })
      const description = event?.texts['DESCRIPTION'] ?? ''
      expect(description).toContain(booking)
      await expect(steady(description)).toMatchFileSnapshot(`golden/window-${state}.${language}.txt`)
    },
  )
})
