/**
 * Everything of PowerShell and .NET that the collector script may use, and what for. A test reads the script with a
 * parser and fails on anything else; docs/reference/collector.md shows this list.
 */
export const allowedCommands: Readonly<Record<string, string>> = {
  'ConvertTo-Json': 'writes the evidence as JSON text',
  'ForEach-Object': 'goes through what a command answers, with a block and never with a member’s name',
  'Get-Acl': 'reads owner and access rights',
  'Get-ChildItem': 'lists sub-keys and sub-folders',
  'Get-CimInstance': 'reads instances of CIM classes, with a time limit',
  'Get-Content': 'reads my.ini line by line',
  'Get-Item': 'looks whether a file or key is there, its file version and the names of its values',
  'Get-ItemProperty': 'reads values of a registry key',
  'Get-Location': 'the current folder, for a relative -Out',
  'Get-NetFirewallProfile': 'the firewall profiles that are in force',
  'Get-Service': 'whether the firewall service runs',
  'Get-SmbServerConfiguration': 'settings of file sharing',
  'Get-UICulture': 'the language of Windows, for the record',
  'Group-Object': 'groups addresses by interface',
  'Join-Path': 'puts paths together',
  'New-Object': 'makes values of the types below',
  'Select-Object': 'leaves out what is there twice',
  'Select-Xml': 'reads a file as XML',
  'Set-Content': 'writes the evidence file where .NET may not be used, and nothing else',
  'Where-Object': 'leaves out what does not count',
  'Write-Output': 'says where the evidence is',
  'Write-Warning': 'says what is wrong with the call',
}

/** Methods, whatever object they are called on: each only reads or makes a new value. */
export const allowedMethods: Readonly<Record<string, string>> = {
  Close: 'lets go of a registry key that was opened for reading',
  ContainsKey: 'looks into a table of the script',
  ExpandEnvironmentVariables: 'turns %SystemDrive% into a path',
  GetAccessRules: 'entries of an access list, by SID',
  GetAttribute: 'attribute of an XML element',
  GetOwner: 'owner of a file or key, by SID',
  GetSubKeyNames: 'names of registry keys',
  GetValue: 'one value of a registry key',
  HasAttribute: 'whether an XML element has an attribute',
  Invoke: 'only as Invoke(‘Members’): members of a local group',
  OpenSubKey: 'opens a registry key for reading: only ever with its name alone',
  SelectNodes: 'finds XML elements',
  Substring: 'shortens text',
  ToLowerInvariant: 'lower case',
  ToString: 'writes a moment',
  ToUniversalTime: 'turns local time into UTC',
  Translate: 'account of a SID',
  Trim: 'leaves out blanks',
  WriteAllText: 'writes the evidence file, and nothing else',
}

/** Types that the script may name. */
export const allowedTypes: readonly string[] = [
  'ADSI',
  'bool',
  'byte',
  'char',
  'cultureinfo',
  'datetime',
  'Environment',
  'int',
  'IO.File',
  'long',
  'Microsoft.Win32.Registry',
  'ordered',
  'scriptblock',
  'Security.AccessControl.RawSecurityDescriptor',
  'Security.Principal.NTAccount',
  'Security.Principal.SecurityIdentifier',
  'string',
  'string[]',
  'Text.UTF8Encoding',
  'uint16',
  'uint32',
]

/** The only two things that are run: a fact's own block, and PowerShell itself in 64 bits. */
export const allowedRuns: readonly string[] = ['$Read', '$shell']
