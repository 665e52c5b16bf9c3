/** What the scripts of a bundle may use of PowerShell and .NET. A test reads them with a parser and fails on the rest. */
export interface Allowance {
  readonly commands: readonly string[]
  readonly methods: readonly string[]
  readonly types: readonly string[]
  /** Of these, each single use stands here, word for word. */
  readonly exactly: readonly string[]
}

/** What takes something away or starts or ends a program. */
export const delicate: readonly string[] = ['Delete', 'Move', 'Replace', 'Start-Process', 'Stop-Process']

const reading: Allowance = {
  commands: ['ConvertTo-Json', 'Join-Path', 'New-Object', 'Where-Object', 'Write-Host'],
  methods: [
    'Close',
    'ComputeHash',
    'Equals',
    'Exists',
    'GetType',
    'GetValue',
    'GetValueKind',
    'GetValueNames',
    'Join',
    'OpenBaseKey',
    'OpenSubKey',
    'ReadAllBytes',
    'Replace',
    'ToLowerInvariant',
    'ToString',
  ],
  types: [
    'BitConverter',
    'Environment',
    'IO.File',
    'Microsoft.Win32.RegistryKey',
    'Security.Cryptography.SHA256CryptoServiceProvider',
    'StringComparison',
    'byte[]',
    'char',
    'cultureinfo',
    'datetime',
    'int',
    'object[]',
    'ordered',
    'string',
    'string[]',
  ],
  exactly: [
    "[BitConverter]::ToString($sha.ComputeHash($Bytes)).Replace('-', '')",
    "[BitConverter]::ToString($content).Replace('-', '')",
  ],
}

/** What `apply.ps1` and `rollback.ps1` use as well: the journal, copies, and writing a place. */
const writing: Allowance = {
  commands: [...reading.commands, 'ConvertFrom-Json', 'ForEach-Object', 'Start-Sleep'],
  methods: [
    ...reading.methods,
    'CopyTo',
    'Delete',
    'DeleteValue',
    'Flush',
    'GetBytes',
    'GetDirectoryName',
    'GetExtension',
    'GetString',
    'Move',
    'Open',
    'Seek',
    'SetLength',
    'SetValue',
    'Split',
    'StartNew',
    'Substring',
    'ToArray',
    'ToByte',
    'ToInt32',
    'ToInt64',
    'Write',
  ],
  types: [
    ...reading.types,
    'Convert',
    'Diagnostics.Stopwatch',
    'IO.Directory',
    'IO.FileAccess',
    'IO.FileMode',
    'IO.FileOptions',
    'IO.FileShare',
    'IO.FileStream',
    'IO.MemoryStream',
    'IO.Path',
    'IO.SeekOrigin',
    'NullString',
    'PSObject',
    'Text.Encoding',
    'byte',
  ],
  exactly: [
    ...reading.exactly,
    '[IO.File]::Replace($beside, $Path, [NullString]::Value)',
    '[IO.File]::Move($beside, $Path)',
    '[IO.File]::Delete($beside)',
    '[IO.File]::Delete((Get-BesidePath $step.Path))',
    '[IO.File]::Delete((Join-Path $PSScriptRoot ($name + $Code)))',
    '[IO.File]::Delete((Get-CopyPath $change $index))',
    '[IO.Directory]::Delete($CopyFolder)',
  ],
}

/** `verify.ps1`: nothing in it writes, not even a file. */
export const verifyAllowance: Allowance = { ...reading, commands: [...reading.commands, 'Write-Output'] }

/** `apply.ps1` asks a person, starts the watcher and makes a code. */
export const applyAllowance: Allowance = {
  commands: [...writing.commands, 'Read-Host', 'Start-Process'],
  methods: [
    ...writing.methods,
    'AddSeconds',
    'ContainsKey',
    'CreateDirectory',
    'NewGuid',
    'SetSecurityDescriptorSddlForm',
  ],
  types: [...writing.types, 'Security.AccessControl.DirectorySecurity', 'guid', 'switch'],
  exactly: [...writing.exactly, 'Start-Process -FilePath $shell -ArgumentList $arguments -WindowStyle Hidden'],
}

/** `rollback.ps1` ends an `apply.ps1` that hangs while somebody is locked out. */
export const rollbackAllowance: Allowance = {
  commands: [...writing.commands, 'Stop-Process'],
  methods: [...writing.methods, 'Parse'],
  types: [...writing.types, 'Globalization.DateTimeStyles'],
  exactly: [...writing.exactly, 'Stop-Process -Id $ApplyId -Force -ErrorAction SilentlyContinue'],
}
