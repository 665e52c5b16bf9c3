import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../catalog/index.ts'
import { parseLink } from '../model/link.ts'
import { measureIds } from '../model/measure.ts'
import { severities } from '../model/outcome.ts'
import { serverKinds } from '../model/server.ts'
import type { Text } from '../model/text.ts'
import type { Control } from './control.ts'
import { controls } from './index.ts'
import { assessed } from './site-fixture.ts'

const folder = import.meta.dirname

/** `measure/name` of every file that holds a control. */
function controlFiles(): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(resolve(folder, name))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => `${name}/${file.slice(0, -'.ts'.length)}`),
    )
}

const everyControl = controls.map((control) => [control.id, control] as const)

describe('the list of controls', () => {
  it('equals the files in the folders of the measures', () => {
    expect(controls.map(({ id }) => id.replace('.', '/')).toSorted()).toEqual(controlFiles().toSorted())
  })

  it.each(everyControl)('finds %s in the file of its name', async (id, control) => {
    const exported: unknown = await import(resolve(folder, `${id.replace('.', '/')}.ts`))
    expect(Object.values(exported ?? {})).toEqual([control])
  })

  it('stands in the order of the guidance', () => {
    const positions = controls.map(({ measure }) => measureIds.indexOf(measure))
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  })

  it('asks at least one question for every measure', () => {
    expect(new Set(controls.map(({ measure }) => measure))).toEqual(new Set(measureIds))
  })

  it('asks about every part of a product for which the catalogue has advisories', () => {
    const parts = new Set(
      [bundledCatalog.products.automate, bundledCatalog.products.screenconnect].flatMap(({ product, advisories }) =>
        advisories.map(({ part }) => `${product} ${part}`),
      ),
    )
    const asked = new Set([
      'automate server',
      'automate client',
      'screenconnect server',
      'screenconnect client',
      'screenconnect extension',
    ])
    expect([...parts].filter((part) => !asked.has(part))).toEqual([])
    for (const product of ['mysql', 'mariadb', 'percona'] as const)
      expect(bundledCatalog.products[product].advisories.filter(({ part }) => part !== 'server')).toEqual([])
  })
})

/** The texts of a control that are whole sentences. A remedy without a way back is an empty text, which the tests refuse. */
function sentencesOf({ reason, looksAt, remedy }: Control): readonly (readonly [string, Text])[] {
  const { summary, rollback = nothing, downtime = nothing } = remedy
  return Object.entries({ reason, looksAt, summary, rollback, downtime })
}

const nothing: Text = { de: '', en: '' }

/** Every text of a control that a person may read, with the name of the place where it stands. */
function textsOf(control: Control): readonly (readonly [string, Text])[] {
  const steps = control.remedy.steps.map((step, index) => [`step ${index + 1}`, step] as const)
  return [['title', control.title], ...sentencesOf(control), ...steps]
}

/** Where to click, or what to type: `Administration > Security`, `Get-Acl`, `ALTER USER`, `netsh`, `bollwerk assess`. */
const clickOrCommand =
  / > |\b(?:Get|Set|New|Add|Remove|Install|Update|Resolve|Restart|Copy)-[A-Z]\w+|\b(?:SELECT|SHOW|ALTER|REVOKE|DROP) [A-Z]|\b(?:netsh|icacls|bollwerk|mysqlsh|mysqldump|reg (?:query|export)) |\b(?:web\.config|my\.ini|wf\.msc)\b/

describe('a control', () => {
  it.each(everyControl)('%s has an id that begins with its measure and occurs once', (id, control) => {
    expect(id.startsWith(`${control.measure}.`)).toBe(true)
    expect(controls.filter((other) => other.id === id)).toHaveLength(1)
  })

  it.each(everyControl)('%s speaks German and English', (_, control) => {
    for (const [place, { de, en }] of textsOf(control)) {
      expect(de.trim(), `${place}, German`).not.toBe('')
      expect(en.trim(), `${place}, English`).not.toBe('')
      expect(de, `${place} is translated`).not.toBe(en)
      expect(`${de}${en}`, `${place} holds no placeholder`).not.toMatch(/undefined|NaN|\[object/)
      expect(`${de}${en}`, `${place} is plain, without dashes between words`).not.toMatch(/\s[–—]\s/)
    }
  })

  it.each(everyControl)(
    '%s says why, what it looks at, the remedy, the way back and the downtime in sentences',
    (_, control) => {
      for (const [place, { de, en }] of sentencesOf(control)) {
        expect(de, `${place}, German`).toMatch(/\S\.$/)
        expect(en, `${place}, English`).toMatch(/\S\.$/)
      }
    },
  )

  it.each(everyControl)('%s says where to click or what to type', (_, { remedy }) => {
    for (const language of ['de', 'en'] as const)
      expect(
        remedy.steps.filter((step) => clickOrCommand.test(step[language])),
        language,
      ).not.toEqual([])
  })

  it.each(everyControl)('%s addresses the reader formally', (_, control) => {
    for (const [place, { de }] of textsOf(control)) expect(de, place).not.toMatch(/\b(du|dein|deine|dich|dir)\b/i)
  })

  it.each(everyControl)(
    '%s has a remedy with steps, sources with links, and its place in the standards',
    (_, control) => {
      expect(control.remedy.steps.length).toBeGreaterThan(0)
      expect(control.references.length).toBeGreaterThan(0)
      for (const { title, url } of control.references) {
        expect(title).not.toBe('')
        expect(parseLink(url)).toEqual({ ok: true, value: url })
      }
      expect(control.mappings.length).toBeGreaterThan(0)
      expect(control.mappings.filter(({ relation }) => relation === 'fulfils')).toEqual([])
    },
  )

  it.each(everyControl)('%s knows its servers, its witnesses, its weight and its patience', (_, control) => {
    expect(control.servers.length).toBeGreaterThan(0)
    expect(control.servers.every((kind) => serverKinds.includes(kind))).toBe(true)
    expect(control.witnesses.length).toBeGreaterThan(0)
    expect(severities).toContain(control.severity)
    expect(control.maximumAgeDays).toBeGreaterThan(0)
  })
})

describe('an assessment without any evidence', () => {
  it.each(['de', 'en'] as const)('passes nothing and fails nothing (%s)', (language) => {
    const { measures, findings, score, coverage } = assessed(controls, [], { language })
    const outcomes = new Set(measures.flatMap((measure) => measure.controls.map(({ outcome }) => outcome)))
    expect([...outcomes].filter((outcome) => outcome !== 'unknown' && outcome !== 'not-applicable')).toEqual([])
    expect(score).toBe(0)
    expect(coverage.answered).toBe(0)
    for (const { detail, title } of findings) {
      expect(detail.trim()).not.toBe('')
      expect(title.trim()).not.toBe('')
    }
  })
})
