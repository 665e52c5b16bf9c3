import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  nodesOf,
  type PowershellParser,
  powershellParser,
} from '../../evidence/windows/script/powershell-syntax-fixture.ts'
import type { Plan } from '../change.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { changeOf, planOf, someHash } from '../plan-fixture.ts'
import { applyAllowance, rollbackAllowance, verifyAllowance } from './allowed-fixture.ts'
import { arbitraryPlan, bundlePlan, editedFile } from './bundle-plan-fixture.ts'
import { decodedTable } from './decoded-table-fixture.ts'
import { exportedBundle } from './exported.ts'
import { strayings } from './script-rules-fixture.ts'
import { unknownFields, unsetNames } from './unset-names-fixture.ts'

let parse: PowershellParser
beforeAll(async () => {
  parse = await powershellParser()
})

const allowances = { 'apply.ps1': applyAllowance, 'rollback.ps1': rollbackAllowance, 'verify.ps1': verifyAllowance }
const names = ['apply.ps1', 'rollback.ps1', 'verify.ps1'] as const
type Name = (typeof names)[number]

function scriptsOf(plan: Plan): Readonly<Record<Name, string>> {
  const files = exportedBundle({ plan, hash: someHash, toolVersion: '0.1.0', only: [] })
  const text = (name: Name): string => files.find((file) => file.name === name)?.text ?? ''
  return { 'apply.ps1': text('apply.ps1'), 'rollback.ps1': text('rollback.ps1'), 'verify.ps1': text('verify.ps1') }
}

/** The part of a script that depends on its plan; the rest of it is the same for every plan. */
function planPart(script: string): string {
  const end = script.indexOf("$ErrorActionPreference = 'Stop'")
  return script.slice(0, end)
}

/** The kinds of nodes of a tree. */
function shapeOf(script: string): string {
  return [...nodesOf(parse(script))].map(({ type }) => type).join(' ')
}

it('keeps the plan of the golden files beside them', async () => {
  const plans = (['de', 'en'] as const).map((language) => ({ ...bundlePlan, language }))
  for (const plan of plans) {
    const text = `${JSON.stringify(plan, undefined, 2)}\n`
    await expect(text).toMatchFileSnapshot(`golden/${plan.language}/plan.json`)
  }
})

describe.each(names)('%s', (name) => {
  it.each(['de', 'en'] as const)(
    'is written as in its golden file (%s; vitest -u writes it anew)',
    async (language) => {
      const script = scriptsOf({ ...bundlePlan, language })[name]
      await expect(script).toMatchFileSnapshot(`golden/${language}/${name}`)
    },
  )

  it('parses and uses nothing that is not on its list, whatever the plan says', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        expect(strayings(parse(scriptsOf(plan)[name]), allowances[name])).toEqual([])
      }),
      { numRuns: 2 },
    )
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        expect(strayings(parse(planPart(scriptsOf(plan)[name])), allowances[name])).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('has the same shape whatever its texts are', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const plain = { ...plan, site: 'x', changes: plan.changes.map((change) => ({ ...change, title: 'x' })) }
        expect(shapeOf(planPart(scriptsOf(plan)[name]))).toBe(shapeOf(planPart(scriptsOf(plain)[name])))
      }),
      { numRuns: 25 },
    )
  })

  it('uses everything that is on its list', () => {
    const script = scriptsOf(bundlePlan)[name]
    const { commands, methods, types } = allowances[name]
    expect(commands.filter((one) => !script.includes(one))).toEqual([])
    expect(methods.filter((one) => !new RegExp(`(?:\\.|::)${one}\\(`).test(script))).toEqual([])
    expect(types.filter((one) => !script.includes(`[${one}]`) && !script.includes(`New-Object ${one}`))).toEqual([])
  })

  it('begins with the mark by which Windows knows UTF-8, and has its line ends', () => {
    const script = scriptsOf(bundlePlan)[name]
    expect(script.startsWith('\ufeff#Requires -Version 5.1\r\n#Requires -RunAsAdministrator\r\n')).toBe(true)
    expect(script.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(script.slice(0, 700)).toContain(someHash)
  })

  it('defines every function once, uses every one, and says every word that it has', () => {
    const script = scriptsOf(bundlePlan)[name]
    const nodes = [...nodesOf(parse(script))]
    const defined = nodes.filter(({ type }) => type === 'function_name').map(({ text }) => text)
    expect(new Set(defined).size).toBe(defined.length)
    const used = new Set(nodes.filter(({ type }) => type === 'command_name').map(({ text }) => text))
    expect(defined.filter((one) => !used.has(one))).toEqual([])
    const words = decodedTable(parse(script), '$Words') as Record<string, string>
    const said = [...script.matchAll(/(?:Write-Word |\$Words\[)'([a-z-]+)'/g)].map(([, word = '']) => word)
    expect(said.filter((word) => !(word in words))).toEqual([])
    const composed = /^why-|^(applied|needs-restart|without-effect|undone|stopped|.*undo.*)$/
    expect(Object.keys(words).filter((word) => !said.includes(word) && !composed.test(word))).toEqual([])
  })

  it('reads no variable and no field of the table that nothing sets', () => {
    const root = parse(scriptsOf(bundlePlan)[name])
    expect(unsetNames(root)).toEqual([])
    const table = JSON.stringify(decodedTable(root, '$Changes'))
    const fields = new Set([...table.matchAll(/"(\w+)":/g)].map(([, field = '']) => field))
    // Of a list, and of a variable whose value is one of these.
    expect(unknownFields(root, new Set([...fields, 'Length']))).toEqual([])
  })

  it('holds the steps of the plan exactly', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        expect(decodedTable(parse(planPart(scriptsOf(plan)[name])), '$Changes')).toEqual(expectedTable(plan))
      }),
      { numRuns: 25 },
    )
  })
})

const kinds = {
  REG_SZ: 'String',
  REG_EXPAND_SZ: 'ExpandString',
  REG_MULTI_SZ: 'MultiString',
  REG_DWORD: 'DWord',
  REG_QWORD: 'QWord',
  REG_BINARY: 'Binary',
} as const

/** The table as it must be, from the plan alone. */
function expectedTable(plan: Plan): unknown {
  return plan.changes.map((change, index) => ({
    Number: index,
    Id: change.id,
    Title: expect.any(String),
    Confirm: change.confirm,
    Ending: change.restart === 'service' || change.restart === 'server' ? 'needs-restart' : 'applied',
    Steps: change.steps.map((step) => {
      if (step.kind === 'registry') {
        const [before, after] = [step.before, step.after].map((value) => value && registryCell(value.type, value.data))
        const place = `HKLM\\SOFTWARE\\X\\${step.name}`
        return { Kind: 'registry', Place: place, Key: 'SOFTWARE\\X', Name: step.name, Before: before, After: after }
      }
      if (step.kind !== 'file') throw new Error('no bundle has this')
      const [before, after] = [step.before, step.after].map(({ sha256, bytes }) => ({ Hash: sha256, Bytes: bytes }))
      return {
        Kind: 'file',
        Place: step.path,
        Path: step.path,
        Before: before,
        After: after,
        Splices: step.splices.map(({ at, out, in: put }) => ({
          At: at,
          AtAfter: expect.any(Number),
          Takes: Buffer.from(out, 'base64').toString('hex'),
          Puts: Buffer.from(put, 'base64').toString('hex'),
        })),
      }
    }),
  }))
}

function registryCell(type: keyof typeof kinds, data: string): unknown {
  const list = data === '' ? [] : data.split('\\0')
  return { Type: kinds[type], Content: type === 'REG_MULTI_SZ' ? list : data }
}

interface ScriptSplice {
  readonly At: number
  readonly AtAfter: number
  readonly Takes: string
  readonly Puts: string
}

/** What `Get-Spliced` of the scripts does, with the numbers that stand in them. */
function replaced(bytes: Buffer, splices: readonly (readonly [at: number, taken: string, put: string])[]): Buffer {
  const parts: Buffer[] = []
  let reached = 0
  for (const [at, taken, put] of splices) {
    parts.push(bytes.subarray(reached, at), Buffer.from(put, 'hex'))
    reached = at + taken.length / 2
  }
  return Buffer.concat([...parts, bytes.subarray(reached)])
}

describe('the positions in a script', () => {
  it('lead from the file before to the file after, and back', () => {
    fc.assert(
      fc.property(editedFile, ({ before, step }) => {
        const script = scriptsOf(planOf(changeOf('a', [step])))['apply.ps1']
        const [change] = decodedTable(parse(planPart(script)), '$Changes') as [
          { Steps: [{ Splices: readonly ScriptSplice[] }] },
        ]
        const { Splices } = change.Steps[0]
        const there = Splices.map(({ At, Takes, Puts }) => [At, Takes, Puts] as const)
        const after = replaced(before, there)
        expect(fingerprintOf(after)).toEqual(step.after)
        const back = Splices.map(({ AtAfter, Takes, Puts }) => [AtAfter, Puts, Takes] as const)
        expect(replaced(after, back).equals(before)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

describe('what a script of a bundle must not do', () => {
  it.each([
    ['code from a text', "Invoke-Expression 'x'", 'calls Invoke-Expression'],
    ['another program', "& 'C:\\x.exe'", 'runs &'],
    ['another file', ". 'C:\\x.ps1'", 'runs .'],
    ['another process', 'Start-Process calc', 'does Start-Process calc'],
    ['another file deleted', '[IO.File]::Delete($Step.Path)', 'does [IO.File]::Delete($Step.Path)'],
    ['a method that is not listed', '$key.DeleteSubKeyTree($x)', 'calls the method'],
    ['a type that is not listed', '[Reflection.Assembly]::Load($x)', 'names the type'],
    ['a download', 'New-Object Net.WebClient', 'makes New-Object Net.WebClient'],
    ['a text that is expanded', '$x = "a $y"', 'expands'],
    ['a file behind an arrow', "Write-Host 'x' > C:\\y", 'redirects'],
    ['something that does not parse', 'if ($x {', 'does not parse'],
  ])('is found: %s', (_, planted, what) => {
    expect(strayings(parse(planted), applyAllowance).join('\n')).toContain(what)
  })

  it('is found in verify.ps1 when it opens a key for writing', () => {
    expect(strayings(parse('$root.OpenSubKey($x, $true)'), verifyAllowance)).toHaveLength(1)
    expect(strayings(parse('[IO.File]::Open($x)'), verifyAllowance)).toHaveLength(1)
  })
})

describe('a slip of the pen in a script', () => {
  it.each([
    ['a variable that nobody sets', 'function F($A) { $A; $B }', ['1: $B']],
    ['a variable of another function', 'function F { $a = 1 }\nfunction G { $a }', ['2: $a']],
    ['nothing, where all are set', '$c = 1\nfunction F($A) { foreach ($b in $A) { $B; $script:C } }', []],
  ])('is found: %s', (_, script, found) => {
    expect(unsetNames(parse(script))).toEqual(found)
  })

  it('is found: a field that the table does not have', () => {
    expect(unknownFields(parse('$step.Pth'), new Set(['Path']))).toEqual(['1: $step.Pth'])
  })
})
