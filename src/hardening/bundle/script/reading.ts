/** What all three scripts do: say something, and tell what stands at the place of a step. Reads only. */
export const reading: string = String.raw`
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$JournalPath = Join-Path $PSScriptRoot 'journal.jsonl'

function Write-Word([string]$Word, [object[]]$With = @()) { Write-Host ($Words[$Word] -f $With) }

#de Ohne volle Sprache und 64 Bit sähe das Skript eine andere Registrierung oder scheiterte auf halbem Weg.
#en Without the full language and 64 bits the script would see another registry, or fail half-way.
function Test-Ready {
  if ([string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { Write-Word 'limited'; return $false }
  if (-not [Environment]::Is64BitProcess) { Write-Word 'bits'; return $false }
  $true
}

function Get-Now { [datetime]::UtcNow.ToString('yyyy-MM-dd\THH\:mm\:ss.fff\Z', [cultureinfo]::InvariantCulture) }

#de Art und Nummer eines Fehlers: in jeder Sprache von Windows gleich.
#en Kind and number of a failure: alike in every language of Windows.
function Get-Cause($Failure) {
  $cause = $Failure.Exception
  while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
  '{0} 0x{1:X8}' -f $cause.GetType().Name, $cause.HResult
}

#de Vergleicht Zeichen für Zeichen; -eq übersähe manche.
#en Compares sign by sign; -eq would overlook some.
function Test-Same([string]$One, [string]$Other) { [string]::Equals($One, $Other, [StringComparison]::Ordinal) }

function Get-Hash([byte[]]$Bytes) {
  $sha = New-Object Security.Cryptography.SHA256CryptoServiceProvider
  [BitConverter]::ToString($sha.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
}

#de Ob ein Inhalt der ist, den der Plan nennt.
#en Whether a content is the one that the plan names.
function Test-Content([byte[]]$Bytes, $Wanted) {
  ($Bytes.Length -eq $Wanted.Bytes) -and (Test-Same (Get-Hash $Bytes) $Wanted.Hash)
}

#de Ein Wert der Registrierung als ein Text: Art, Zahl der Teile und Inhalt.
#en A value of the registry as one text: type, number of parts and content.
function Get-Form([string]$Type, $Content) {
  $parts = [string[]]@($Content)
  '{0} {1} {2}' -f $Type, $parts.Length, [string]::Join([string][char]0, $parts)
}

function Get-WantedForm($Value) {
  if ($null -eq $Value) { 'absent' } else { Get-Form $Value.Type $Value.Content }
}

function Get-RegistryForm($Step) {
  $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
  $key = $root.OpenSubKey($Step.Key)
  if ($null -eq $key) { return 'no-key' }
  $form = 'absent'
  foreach ($name in $key.GetValueNames()) {
    if (-not [string]::Equals($name, $Step.Name, [StringComparison]::OrdinalIgnoreCase)) { continue }
    $type = [string]$key.GetValueKind($name)
    $content = $key.GetValue($name, $null, 'DoNotExpandEnvironmentNames')
    if (($type -eq 'DWord') -or ($type -eq 'QWord')) { $content = '0x{0:x}' -f $content }
    if ($type -eq 'Binary') { $content = [BitConverter]::ToString($content).Replace('-', '') }
    $form = Get-Form $type $content
  }
  $key.Close()
  $form
}

#de Was am Ort eines Schritts steht: before, after, other, no-file oder no-key.
#en What stands at the place of a step: before, after, other, no-file or no-key.
function Get-Standing($Step) {
  if ($Step.Kind -eq 'registry') {
    $form = Get-RegistryForm $Step
    if ($form -eq 'no-key') { return 'no-key' }
    if (Test-Same $form (Get-WantedForm $Step.Before)) { return 'before' }
    if (Test-Same $form (Get-WantedForm $Step.After)) { return 'after' }
    return 'other'
  }
  if (-not [IO.File]::Exists($Step.Path)) { return 'no-file' }
  $bytes = [IO.File]::ReadAllBytes($Step.Path)
  if (Test-Content $bytes $Step.Before) { return 'before' }
  if (Test-Content $bytes $Step.After) { return 'after' }
  'other'
}
`.trim()
