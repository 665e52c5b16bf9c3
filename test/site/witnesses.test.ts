import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { apiSecrets } from '../../lab/automate-api-content.ts'
import { plantedSecrets } from '../../lab/screenconnect/secrets.ts'
import type { Assessment } from '../../src/model/assessment.ts'
import { measureIds } from '../../src/model/measure.ts'
import { type RecordedSite, recording, recordingPath, withoutMoments } from '../judgements/recorded.ts'
import { type SeenByAll, seenByAll } from './all-witnesses.ts'
import { controlsThat } from './looked-at.ts'

const patience = 400_000
/** Below 1024 only root may listen, and the assessor is told no other ports than a real one would be. */
const mayListen = process.getuid?.() === 0

const open = ['unknown', 'manual', 'error'] as const

function openIn(assessment: Assessment): readonly string[] {
  return open.flatMap((outcome) => controlsThat(outcome, assessment))
}

/** Controls whose answer is a person's. */
function onPaper({ measures }: Assessment): readonly string[] {
  return measures
    .flatMap(({ controls }) => controls)
    .filter(({ evidence }) => evidence.some(({ witness }) => witness === 'paper'))
    .map(({ id, subject }) => `${id}/${subject}`)
}

function outcomes({ measures }: Assessment): Readonly<Record<string, string>> {
  const controls = measures.flatMap((measure) => measure.controls)
  return Object.fromEntries(controls.map(({ id, subject, outcome }) => [`${id}/${subject}`, outcome]))
}

describe.skipIf(!mayListen)('sites seen by all witnesses (needs root for ports below 1024)', () => {
  let neglected: Assessment
  let hardened: Assessment
  let german: Assessment
  let moving: Assessment
  let seen: Readonly<Record<RecordedSite, SeenByAll>>
  beforeAll(async () => {
    const careful = await seenByAll({ state: 'hardened', network: 35 })
    // Side by side: most of a look is waiting for ports that say nothing.
    const [careless, speakingGerman, halfMigrated] = await Promise.all([
      seenByAll({ state: 'neglected', network: 34 }),
      seenByAll({ state: 'neglected', windows: 'german', network: 36 }),
      seenByAll({ state: 'half-migrated', network: 37 }, ['internet']),
    ])
    seen = { neglected: careless, hardened: careful, 'half-migrated': halfMigrated }
    neglected = careless.assessment
    hardened = careful.assessment
    german = speakingGerman.assessment
    moving = halfMigrated.assessment
  }, patience)

  it('answers every question about a neglected site, and no measure of the guidance is met', () => {
    expect(openIn(neglected)).toEqual([])
    expect(neglected.coverage.answered).toBe(neglected.coverage.asked)
    expect(neglected.measures.map(({ id, outcome }) => [id, outcome])).toEqual(measureIds.map((id) => [id, 'fail']))
  })

  it('answers every question about a hardened site, and every measure of the guidance is met', () => {
    expect(openIn(hardened)).toEqual([])
    expect(hardened.coverage.answered).toBe(hardened.coverage.asked)
    expect(hardened.findings).toEqual([])
    expect(hardened.measures.map(({ id, outcome }) => [id, outcome])).toEqual(measureIds.map((id) => [id, 'pass']))
    expect(hardened.score).toBe(100)
  })

  it('leaves to paper only what no look settles', () => {
    expect(onPaper(hardened)).toEqual([
      'screenconnect-current.clients/screenconnect',
      'accounts.automate-lockout/automate',
      'isolated-network.segment/automate',
      'isolated-network.segment/screenconnect',
      'endpoint-protection.system-patched/automate',
      'endpoint-protection.system-patched/screenconnect',
    ])
    expect(onPaper(neglected)).toEqual([
      'database-patched.advisories/automate',
      'database-patched.upgrade-blockers/automate',
      'accounts.automate-lockout/automate',
      'accounts.automate-audits/automate',
    ])
  })

  it('brings none of the secrets that the servers hold into an assessment', () => {
    const written = JSON.stringify([neglected, hardened])
    const secrets = [...Object.values(plantedSecrets), ...apiSecrets, 'lab-audit-password']
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
  })

  it.each(['neglected', 'hardened', 'half-migrated'] as const)(
    'sees a %s site as it was recorded for the golden judgements (-u records it anew)',
    (site) => {
      const path = recordingPath(site)
      const recorded = recording(seen[site].evidence)
      if (process.env['GOLDEN_FILES'] === 'written') writeFileSync(path, recorded)
      expect(withoutMoments(recorded)).toEqual(withoutMoments(readFileSync(path, 'utf8')))
    },
  )

  it('answers the same where Windows speaks German', () => {
    expect(outcomes(german)).toEqual(outcomes(neglected))
    expect(german.findings.some(({ detail }) => detail.includes('Übergabe für Prüfer'))).toBe(true)
  })

  it('names old and new machines of a site that is on the move, and notes that they contradict each other', () => {
    const [contradiction] = moving.findings.filter(({ control }) => control === 'automate-current.witnesses-agree')
    expect(contradiction).toMatchObject({ outcome: 'fail' })
    expect(contradiction?.detail).toContain('RMM01 LTAgent.exe: 22.0.105')
    expect(contradiction?.detail).toContain('RMM02 LTAgent.exe')
    const supported = moving.findings.filter(({ control }) => control === 'endpoint-protection.system-supported')
    expect(supported.map(({ detail }) => detail).join()).toMatch(/RMM01: Windows Server 2016/)
    const database = moving.findings.find(({ control }) => control === 'database-supported.line')
    expect(database?.detail).toContain('8.0.41')
  })
})
