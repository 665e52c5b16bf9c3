import { beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../../model/text.ts'
import { windowsShapes } from '../shapes.ts'
import { allowedCommands, allowedMethods, allowedRuns, allowedTypes } from './allowed.ts'
import { collectorParts, collectorScript } from './compose.ts'
import { nodesOf, type PowershellParser, powershellParser, trespasses } from './powershell-syntax-fixture.ts'
import { collectorReference, touchedBy } from './reference.ts'

let parse: PowershellParser
beforeAll(async () => {
  parse = await powershellParser()
})

function scriptIn(language: Language, site = 'Muster-MSP'): string {
  return collectorScript({ site, toolVersion: '0.1.0', language })
}

describe.each(['de', 'en'] as const)('the collector script (%s)', (language) => {
  const script = scriptIn(language)

  it('parses and uses nothing that is not on the list', () => {
    expect(trespasses(parse(script))).toEqual([])
  })

  it('has less than a thousand lines, none of them long', () => {
    const lines = script.split('\r\n')
    expect(lines.length).toBeLessThan(1_000)
    expect(lines.filter((line) => line.length > 160)).toEqual([])
  })

  it('is ASCII but for its comments, and begins with the mark by which Windows knows UTF-8', () => {
    expect(script.startsWith('\ufeff#Requires -Version 5.1\r\n')).toBe(true)
    const code = script
      .slice(1)
      .split('\r\n')
      .filter((line) => !/^\s*#/.test(line))
    expect(code.filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([])
    expect(script.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(code.filter((line) => line.includes('`'))).toEqual([])
  })

  it('speaks one language', () => {
    expect(script).not.toMatch(/^\s*#(de|en) /m)
    expect(script.includes('Reads only and changes nothing')).toBe(language === 'en')
  })

  it('defines every function once and uses every one', () => {
    const nodes = [...nodesOf(parse(script))]
    const defined = nodes.filter(({ type }) => type === 'function_name').map(({ text }) => text)
    expect(new Set(defined).size).toBe(defined.length)
    const used = new Set(nodes.filter(({ type }) => type === 'command_name').map(({ text }) => text))
    expect(defined.filter((name) => !used.has(name))).toEqual([])
  })
})

describe('the collector script', () => {
  it('reads every fact that the witness knows, each once', () => {
    const read = [...collectorParts.map(({ fact }) => fact), 'windows.collector']
    expect(read.toSorted()).toEqual(Object.keys(windowsShapes).toSorted())
  })

  it('names no product that protects the server: those who do might take it for an attack', () => {
    const names =
      /\beset|ekrn|sentinel|crowdstrike|falcon|sophos|bitdefender|huntress|kaspersky|cylance|carbon ?black|mimikatz/i
    expect(scriptIn('de')).not.toMatch(names)
    expect(scriptIn('de')).not.toMatch(
      /Add-Type|Invoke-Expression|FromBase64|DownloadString|Reflection|-EncodedCommand/i,
    )
  })

  it('never asks for the value of a secret', () => {
    const script = scriptIn('en')
    const secrets = [...script.matchAll(/.*(MysqlPass|RootPassword).*/g)].map(([line]) => line.trim())
    expect(secrets).toHaveLength(4)
    for (const line of secrets) expect(line).toMatch(/^Get-SecretPlace '/)
  })

  it('touches what the reference says: its texts are the same to the parser and to the list', () => {
    const script = scriptIn('en')
    const touched = touchedBy(script)
    const texts = [...nodesOf(parse(script))].filter(({ type }) => type === 'verbatim_string_characters')
    const paths = texts.map(({ text }) => text.slice(1, -1)).filter((text) => /^(HKLM:|Registry::|SYSTEM\\)/.test(text))
    expect([...new Set(paths)].sort()).toEqual(touched.registry)
    const queries = [...nodesOf(parse(script))].filter(({ text, type }) => type === 'command' && /^Get-Cim /.test(text))
    expect(new Set(queries.map(({ text }) => text.split(' ')[1])).size).toBe(touched.classes.length)
    expect(queries.filter(({ text }) => !/^Get-Cim '/.test(text))).toEqual([])
  })

  it('is described in docs/reference as it is (vitest -u writes it anew)', async () => {
    await expect(collectorReference()).toMatchFileSnapshot('../../../../docs/reference/collector.md')
  })

  it('uses everything that is on the list', () => {
    const script = scriptIn('de', 'Müller')
    expect(Object.keys(allowedCommands).filter((name) => !script.includes(name))).toEqual([])
    const isCalled = (name: string): boolean => script.includes(`.${name}(`) || script.includes(`::${name}(`)
    expect(Object.keys(allowedMethods).filter((name) => !isCalled(name))).toEqual([])
    const isNamed = (name: string): boolean => script.includes(`[${name}]`) || script.includes(`New-Object ${name} `)
    expect(allowedTypes.filter((name) => !isNamed(name))).toEqual([])
    expect(allowedRuns.filter((name) => !script.includes(`& ${name}`))).toEqual([])
  })
})

describe('what the collector script must not do', () => {
  it.each([
    ['a command that sets something', "Set-ItemProperty -Path 'HKLM:\\X' -Name 'Y' -Value 1", 'calls Set-ItemProperty'],
    ['code from a text', "Invoke-Expression 'Get-Date'", 'calls Invoke-Expression'],
    ['code from a text, by its short name', "iex 'Get-Date'", 'calls iex'],
    ['another program', "& cmd /c 'dir'", 'runs & cmd'],
    ['another program without a sign', 'netsh http show sslcert', 'calls netsh'],
    ['another file', ". 'C:\\x.ps1'", "runs . 'C:\\x.ps1'"],
    ['a block that is called', '& { Get-Item $x }', 'runs & { Get-Item $x }'],
    ['a method that changes something', '$item.Delete()', 'calls the method $item.Delete()'],
    ['a method whose name is made up', '$item.$name()', 'calls the method $item.$name()'],
    ['a method whose name is a text', "$item.'Delete'()", "calls the method $item.'Delete'()"],
    ['a method by way of ForEach-Object', '$items | ForEach-Object Delete', 'ForEach-Object Delete'],
    ['a method by way of Where-Object', '$items | Where-Object Delete', 'filters by Where-Object Delete'],
    ['a short name', '$items | % { $_ }', 'goes through %'],
    ['a static method', '[IO.File]::Delete($Path)', 'calls the method [IO.File]::Delete($Path)'],
    ['a type that is not listed', '[Reflection.Assembly]::Load($x)', 'names the type [Reflection.Assembly]'],
    ['an object that is not listed', 'New-Object Net.WebClient', 'makes New-Object Net.WebClient'],
    ['a compiled type', 'Add-Type -TypeDefinition $x', 'calls Add-Type'],
    ['a member that is set', '$service.StartType = 4', 'assigns to $service.StartType'],
    ['a static member that is set', '[Environment]::ExitCode = 4', 'assigns to [Environment]::ExitCode'],
    ['a variable of the environment that is set', '$env:Path = 1', 'assigns to $env:Path'],
    ['a file behind an arrow', 'Get-Item $x > C:\\out.txt', 'redirects > C:\\out.txt'],
    ['code within a text', '$x = "a $(Get-Item 1)"', 'runs $(Get-Item 1) within a text'],
    ['a key opened for writing', '$key.OpenSubKey($name, $true)', 'calls $key.OpenSubKey($name, $true)'],
    ['another member of a group', "$group.Invoke('SetPassword', 'x')", "calls $group.Invoke('SetPassword', 'x')"],
    ['a second file', 'Set-Content -LiteralPath $Path -Value 1', 'writes: Set-Content'],
    ['a second file by .NET', '[IO.File]::WriteAllText($Path, $x)', 'writes: [IO.File]::WriteAllText'],
    ['CIM methods', 'Invoke-CimMethod -ClassName Win32_Process -MethodName Create', 'calls Invoke-CimMethod'],
    ['a newer PowerShell', 'Get-Item 1 && Get-Item 2', 'is not PowerShell 5.1'],
    ['a function with the name of a command', 'function Get-Item { 1 }', 'takes the name of Get-Item'],
    ['a class', 'class X { [string]$Y }', 'defines a class'],
    ['something that does not parse', 'if ($x {', 'does not parse'],
  ])('is found: %s', (_, planted, what) => {
    const found = trespasses(parse(planted)).map((trespass) => trespass.what)
    expect(found.join('\n')).toContain(what)
  })

  it('is found in the midst of the script too, with its line', () => {
    const script = scriptIn('en').replace('$evidence = @(', '$evidence = @(\r\n  Remove-Item $Out')
    const line = script.split('\r\n').indexOf('  Remove-Item $Out') + 1
    expect(trespasses(parse(script))).toEqual([{ line, what: 'calls Remove-Item' }])
  })
})
