import { allowedCommands, allowedMethods, allowedTypes } from './allowed.ts'
import { collectorParts, collectorScript, collectorVersion } from './compose.ts'

/** What a script touches, as it stands in its text. */
export interface Touched {
  readonly registry: readonly string[]
  readonly classes: readonly string[]
  readonly files: readonly string[]
}

/** Every registry key, CIM class and file that a collector script names. */
export function touchedBy(script: string): Touched {
  const literals = [...script.matchAll(/'((?:[^'\r\n]|'')*)'/g)].map(([, text = '']) => text)
  return {
    registry: sorted(literals.filter((text) => /^(HKLM:|Registry::|SYSTEM\\)/.test(text))),
    classes: sorted([...script.matchAll(/Get-Cim '([^']+)'(?: '([^']+)')?/g)].map(classOf)),
    files: sorted(literals.filter((text) => /\.(config|xml|ini|exe|json)$/.test(text))),
  }
}

function classOf([, name, namespace = 'root/cimv2']: RegExpMatchArray): string {
  return `${namespace}: ${name}`
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

/** The page docs/reference/collector.md: everything that the script may use and touch. */
export function collectorReference(): string {
  const { registry, classes, files } = touchedBy(collectorScript({ site: '', toolVersion: '', language: 'en' }))
  const facts = collectorParts.map(({ fact, about, source }) => `| \`${fact}\` | ${about.en} | \`${source}\` |`)
  return [
    '# What the Windows collector does',
    '',
    `Version ${collectorVersion} of the script that \`bollwerk collect windows\` writes. This page is written by the`,
    'program itself (`npx vitest run src/evidence/windows/script -u`); a test reads the script with a PowerShell parser',
    'and fails on everything that does not stand here. `bollwerk collect windows --describe` prints the SHA-256 of the',
    'script for your site.',
    '',
    'The script reads only. It writes one file, the evidence, and starts nothing but itself in 64 bits where it was',
    'started in 32. Of passwords and keys it notes that they are there and who may read them.',
    '',
    '## Facts',
    '',
    '| fact | what it is | source |',
    '| --- | --- | --- |',
    ...facts,
    '',
    ...list('Registry keys', registry),
    ...list('CIM classes', classes),
    ...list('Files', files),
    ...table('Commands', allowedCommands),
    ...table('Methods', allowedMethods),
    ...list('Types', allowedTypes),
  ].join('\n')
}

function list(title: string, rows: readonly string[]): readonly string[] {
  return [`## ${title}`, '', ...rows.map((row) => `- \`${row}\``), '']
}

function table(title: string, rows: Readonly<Record<string, string>>): readonly string[] {
  const body = Object.entries(rows).map(([name, why]) => `| \`${name}\` | ${why} |`)
  return [`## ${title}`, '', '| name | what for |', '| --- | --- |', ...body, '']
}
