import { powershellLiteral } from '../../evidence/windows/script/quoted.ts'
import { isVisible } from '../../model/quoted.ts'
import type { Change, RegistryValue, Splice, Step } from '../change.ts'
import { placeOf } from '../place.ts'
import { storedFrom, valueFrom } from '../registry/value-bytes.ts'
import { writtenPieces } from '../written-pieces.ts'

/** Steps that a bundle can make. */
type BundleStep = Extract<Step, { kind: 'file' | 'registry' }>

/** A change all of whose steps a bundle can make. */
export interface BundleChange extends Change {
  readonly steps: readonly BundleStep[]
}

/** The changes as a table of PowerShell: what the scripts do stands here, and nowhere else in them. */
export function changesTable(changes: readonly BundleChange[]): string {
  return lines('$Changes = @(', ...changes.flatMap((change, number) => indented(changeRow(change, number))), ')')
}

function lines(...parts: readonly string[]): string {
  return parts.join('\r\n')
}

function indented(rows: readonly string[]): readonly string[] {
  return rows.map((row) => `  ${row}`)
}

function changeRow(change: BundleChange, number: number): readonly string[] {
  return [
    '@{',
    `  Number = ${number}`,
    `  Id = ${powershellLiteral(change.id)}`,
    `  Title = ${powershellLiteral(oneLine(change.title))}`,
    `  Confirm = $${change.confirm}`,
    `  Ending = ${powershellLiteral(endingOf(change))}`,
    '  Steps = @(',
    ...change.steps.flatMap((step) => indented(indented(stepRow(step)))),
    '  )',
    '}',
  ]
}

/** What a change ends as when every step is made and read back: without a restart nothing reads the new state. */
function endingOf({ restart }: Change): 'applied' | 'needs-restart' {
  return restart === 'service' || restart === 'server' ? 'needs-restart' : 'applied'
}

function stepRow(step: BundleStep): readonly string[] {
  const place = `  Place = ${powershellLiteral(placeOf(step))}`
  if (step.kind === 'registry') return ['@{', "  Kind = 'registry'", place, ...registryFields(step), '}']
  return ['@{', "  Kind = 'file'", place, ...fileFields(step), '}']
}

function fileFields(step: Extract<BundleStep, { kind: 'file' }>): readonly string[] {
  const print = ({ sha256, bytes }: typeof step.before): string =>
    `@{ Hash = ${powershellLiteral(sha256)}; Bytes = ${bytes} }`
  return [
    `  Path = ${powershellLiteral(step.path)}`,
    `  Before = ${print(step.before)}`,
    `  After = ${print(step.after)}`,
    '  Splices = @(',
    ...indented(indented(spliceRows(step))),
    '  )',
  ]
}

/** Each piece with a comment that shows what it says: the bytes themselves nobody can read. */
function spliceRows(step: Extract<BundleStep, { kind: 'file' }>): readonly string[] {
  const pieces = writtenPieces(step)
  let shift = 0
  return step.splices.flatMap((splice, index) => {
    const { out, put } = bytesOf(splice)
    const row = `@{ At = ${splice.at}; AtAfter = ${splice.at + shift}; Takes = ${hex(out)}; Puts = ${hex(put)} }`
    shift += put.length - out.length
    return [`# - ${commented(pieces[index]?.before ?? '')}`, `# + ${commented(pieces[index]?.after ?? '')}`, row]
  })
}

function bytesOf({ out, in: put }: Splice): { readonly out: Buffer; readonly put: Buffer } {
  return { out: Buffer.from(out, 'base64'), put: Buffer.from(put, 'base64') }
}

function hex(bytes: Buffer): string {
  return powershellLiteral(bytes.toString('hex'))
}

function registryFields({ key, name, before, after }: Extract<BundleStep, { kind: 'registry' }>): readonly string[] {
  return [
    `  Key = ${powershellLiteral(key.replace(/^[^\\]*\\/, ''))}`,
    `  Name = ${powershellLiteral(name)}`,
    `  Before = ${valueRow(before)}`,
    `  After = ${valueRow(after)}`,
  ]
}

/** What .NET calls the types of the registry (`RegistryValueKind`). */
const kinds: Readonly<Record<RegistryValue['type'], string>> = {
  REG_SZ: 'String',
  REG_EXPAND_SZ: 'ExpandString',
  REG_MULTI_SZ: 'MultiString',
  REG_DWORD: 'DWord',
  REG_QWORD: 'QWord',
  REG_BINARY: 'Binary',
}

/** In the one form that the script makes of what it reads, so that both can be compared as texts. */
function valueRow(value: RegistryValue | null): string {
  if (value === null) return '$null'
  const { type, data } = valueFrom(storedFrom(value)) ?? value
  return `@{ Type = '${kinds[type]}'; Content = ${contentOf(type, data)} }`
}

function contentOf(type: RegistryValue['type'], data: string): string {
  if (type !== 'REG_MULTI_SZ') return powershellLiteral(data)
  const entries = data === '' ? [] : data.split('\\0')
  return `@(${entries.map(powershellLiteral).join(', ')})`
}

/** A text of any origin on one line, with nothing in it that hides or reorders what stands around it. */
export function oneLine(text: string): string {
  return [...text].map((sign) => (isVisible(sign) ? sign : '?')).join('')
}

/** For a comment: what would end the line or cannot be seen is written as its code. */
function commented(text: string): string {
  const escaped = [...JSON.stringify(text)].map((sign) =>
    isVisible(sign) ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return escaped.join('')
}
