import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { countImports, violations } from './import-rules.ts'

function sourcesOf(patterns: string[]): Map<string, string> {
  return new Map(globSync(patterns).map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]))
}

function rulesBrokenBy(file: string, source: string): string[] {
  return violations(new Map([[file, source]])).map(({ rule }) => rule)
}

describe('the rooms of the house', () => {
  const sources = sourcesOf(['src/**/*.ts', 'lab/**/*.ts', 'web/**/*.{ts,tsx}'])

  it('import only what they may', () => {
    expect(countImports(sources)).toBeGreaterThan(300)
    expect(violations(sources)).toEqual([])
  })

  it('have no file whose name says nothing', () => {
    const nothing = /(^|\/)(utils?|helpers?|common|misc|manager|service|data|types)\.tsx?$/
    expect([...sources.keys()].filter((file) => nothing.test(file))).toEqual([])
  })
})

describe('a planted violation is found:', () => {
  it.each([
    [
      'the model importing the catalogue',
      'src/model/x.ts',
      "import { a } from '../catalog/index.ts'",
      'model must not import catalog',
    ],
    [
      'a type-only import against the arrow',
      'src/policy/x.ts',
      "import type { A } from '../controls/control.ts'",
      'policy must not import controls',
    ],
    [
      'a re-export against the arrow',
      'src/reports/x.ts',
      "export { a } from '../evidence/facts.ts'",
      'reports must not import evidence',
    ],
    [
      'a dynamic import against the arrow',
      'src/controls/x.ts',
      "await import('../cli/exit.ts')",
      'controls must not import cli',
    ],
    [
      'the product importing the lab',
      'src/cli/x.ts',
      "import { a } from '../../lab/lab.ts'",
      'cli must not import lab',
    ],
    [
      'a witness importing a witness',
      'src/evidence/outside/x.ts',
      "import { a } from '../windows/x.ts'",
      'evidence/outside must not import its sibling evidence/windows',
    ],
    [
      'a control importing a control',
      'src/controls/uac/x.ts',
      "import { a } from './y.ts'",
      'a control must not import from controls/uac, its siblings',
    ],
    ['a pure file importing node', 'src/model/x.ts', "import { a } from 'node:fs'", 'a pure file imports node:fs'],
    [
      'a parser doing I/O',
      'src/evidence/outside/tls/parse.ts',
      "import { a } from 'node:tls'",
      'a pure file imports node:tls',
    ],
    [
      'a judgement reading the clock',
      'src/controls/x.ts',
      'export const now = Date.now()',
      'a pure file reads the clock',
    ],
    [
      'the product importing a fixture, which need not be pure',
      'src/evidence/outside/x.ts',
      "import { a } from './hostile-server-fixture.ts'",
      'only tests import a fixture',
    ],
    [
      'the browser importing more than the contract',
      'web/x.ts',
      "import { a } from '../src/server/app.ts'",
      'web must not import server',
    ],
  ])('%s', (_, file, source, rule) => {
    expect(rulesBrokenBy(file, source)).toEqual([rule])
  })

  it('but a fixture may open a server for the tests beside it', () => {
    expect(rulesBrokenBy('src/evidence/outside/x-fixture.ts', "import { a } from 'node:net'")).toEqual([])
    expect(rulesBrokenBy('src/evidence/outside/x.test.ts', "import { a } from './x-fixture.ts'")).toEqual([])
  })

  it('but collecting may use the network, and comments may speak of it', () => {
    expect(rulesBrokenBy('src/evidence/outside/tls/collect.ts', "import { connect } from 'node:tls'")).toEqual([])
    expect(rulesBrokenBy('src/model/x.ts', "// Date.now() is the caller's business\nexport const a = 1")).toEqual([])
  })
})
