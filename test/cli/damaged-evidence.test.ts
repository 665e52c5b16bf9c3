import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeEvidenceFile } from '../../src/evidence/file.ts'
import { german2022 } from '../../src/evidence/windows/sample-fixture.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { bollwerk } from './bollwerk.ts'

/** A site at which nobody listens, with the server that the sample in German carries. */
const policy =
  'site: Müller & Söhne\nlanguage: de\ntechnicians: []\nservers:\n  screenconnect:\n    host: near.example\n    addresses: [127.0.0.1]\n    origin: http://127.0.0.1:9\n'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'bollwerk-damaged-'))
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  mkdirSync(join(cwd, 'evidence'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

function text(evidence: readonly Evidence[] = german2022): string {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  const young = evidence.map((piece) => ({ ...piece, at }))
  return writeEvidenceFile({
    schema: 'bollwerk.evidence/1',
    site: 'Müller & Söhne',
    tool: { version: '0.1.0' },
    evidence: young,
  })
}

interface Result {
  readonly id: string
  readonly outcome: string
  readonly evidence: readonly { readonly witness: string }[]
}

/** What the controls said, by the name of the control. */
function resultsOf(stdout: string): readonly Result[] {
  const { measures } = JSON.parse(stdout) as { readonly measures: readonly { readonly controls: readonly Result[] }[] }
  return measures.flatMap(({ controls }) => controls)
}

const assess = ['assess', '--yes', '--ports', '443', '--json', '--fail-on', 'critical']

type Damage = readonly [string, (path: string) => void, RegExp]

function huge(path: string): void {
  writeFileSync(path, '')
  truncateSync(path, 200_000_000)
}

const damages: readonly Damage[] = [
  ['cut off', (path) => writeFileSync(path, text().slice(0, -200)), /abgeschnitten/],
  [
    'cut off in UTF-16',
    (path) => writeFileSync(path, Buffer.from(text().slice(0, 2_001), 'utf16le').subarray(0, -1)),
    /x\.json/,
  ],
  ['200 MB long', huge, /zu groß/],
  [
    'edited so that a value no longer fits',
    (path) => writeFileSync(path, text().replace('"EnableLUA":1', '"EnableLUA":true')),
    /windows\.uac/,
  ],
  [
    'edited so that it is no JSON any more',
    (path) => writeFileSync(path, text().replace('"EnableLUA":1', '"EnableLUA":')),
    /keine Belegdatei/,
  ],
  [
    'saved in another encoding',
    (path) => writeFileSync(path, Buffer.from(text(), 'latin1')),
    /weder UTF-8 noch UTF-16/,
  ],
  [
    'from the future',
    (path) =>
      writeFileSync(
        path,
        text().replaceAll(/"at":"[^"]+"/g, `"at":"${new Date(Date.now() + 7_200_000).toISOString()}"`),
      ),
    /aus der Zukunft/,
  ],
]

describe('a damaged evidence file', () => {
  it.each(damages)('that is %s is named in the folder and lets nothing pass', async (_, write, sentence) => {
    write(join(cwd, 'evidence', 'x.json'))
    const { code, stdout, stderr } = await bollwerk(assess, { cwd })
    expect(stderr).toMatch(sentence)
    expect(code).toBe(3)
    const byInside = resultsOf(stdout).filter(({ evidence }) => evidence.some(({ witness }) => witness === 'inside'))
    expect(byInside).toEqual([])
  })

  it.each(damages)('that is %s lets nothing pass where it is judged alone', async (_, write, sentence) => {
    write(join(cwd, 'x.json'))
    const { code, stdout, stderr } = await bollwerk(['assess', 'x.json', '--json', '--lang', 'de'], { cwd })
    expect(stderr).toMatch(sentence)
    expect([2, 3]).toContain(code)
    if (stdout !== '') expect(resultsOf(stdout).map(({ outcome }) => outcome)).not.toContain('pass')
  })
})

describe('evidence of a German Windows', () => {
  it.each(['utf8', 'utf16le'] as const)(
    'with umlauts and an orphaned SID is judged as it is (%s)',
    async (encoding) => {
      writeFileSync(join(cwd, 'x.json'), Buffer.from(`\ufeff${text()}`, encoding))
      expect(await bollwerk(['import', 'x.json'], { cwd })).toMatchObject({ code: 0 })
      const { stdout } = await bollwerk([...assess, '--lang', 'de'], { cwd })
      const administrators = resultsOf(stdout).find(({ id }) => id === 'accounts.windows-administrators')
      expect(administrators?.outcome).toBe('fail')
      expect(stdout).toContain('S-1-5-21-3623811015-3361044348-30300820-1013')
    },
  )

  it('leaves unknown what it does not show, instead of letting it pass', async () => {
    const without = german2022.filter(({ fact }) => fact !== 'windows.uac' && fact !== 'windows.smb')
    writeFileSync(join(cwd, 'x.json'), text(without))
    await bollwerk(['import', 'x.json'], { cwd })
    const results = resultsOf((await bollwerk(assess, { cwd })).stdout)
    for (const asked of ['uac.values', 'isolated-network.file-sharing'])
      expect(results.find(({ id }) => id === asked)?.outcome).toBe('unknown')
  })
})
