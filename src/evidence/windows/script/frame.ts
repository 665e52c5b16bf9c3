/** What stands before the facts: parameters, the way into the 64-bit shell, and the few functions that all facts use. */
export const frameStart: string = String.raw`
param(
  [string]$Out = '',
  [string[]]$Server = @()
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$CallSeconds = 60
$FactSeconds = 120
$OverallSeconds = 900

#de Ein 32-Bit-Prozess sähe eine andere Registrierung und ein anderes System32. Nur dafür wird neu gestartet.
#en A 32-bit process would see another registry and another System32. Only for that the script starts itself anew.
if ($env:PROCESSOR_ARCHITEW6432) {
  $shell = Join-Path $env:windir 'Sysnative\WindowsPowerShell\v1.0\powershell.exe'
  $arguments = @('-NoProfile', '-NonInteractive', '-File', $PSCommandPath)
  if ($Out) { $arguments += @('-Out', $Out) }
  if ($Server) { $arguments += @('-Server', ($Server -join ',')) }
  & $shell @arguments
  exit $LASTEXITCODE
}

$started = [datetime]::UtcNow
$factStarted = $started
$machine = $env:COMPUTERNAME
$languageMode = [string]$ExecutionContext.SessionState.LanguageMode

#de Text ohne Steuerzeichen und mit begrenzter Länge; nichts statt eines leeren Textes.
#en Text without control characters and of bounded length; nothing instead of an empty text.
function Get-Text($Value, [int]$Most = 4000) {
  if ($null -eq $Value) { return $null }
  $text = [string]$Value -replace '[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]', ''
  if ($text.Length -gt $Most) { $text = $text.Substring(0, $Most - 3) + '...' }
  if ($text -eq '') { return $null }
  $text
}

#de Text für Felder, die nie fehlen dürfen.
#en Text for fields that must never be absent.
function Get-SureText($Value, [int]$Most = 290) { [string](Get-Text $Value $Most) }

#de Eine Zahl der Registrierung. Steht dort etwas anderes, so ist das unlesbar und nicht etwa null.
#en A number of the registry. If something else stands there, that is unreadable, and not zero.
function Get-Whole($Value) {
  if ($null -eq $Value) { return $null }
  foreach ($kind in @([int], [long], [uint32], [uint16], [byte])) { if ($Value -is $kind) { return [long]$Value } }
  throw 'bollwerk:unreadable:not-a-number'
}

function Get-Flag($Value) {
  if ($null -eq $Value) { return $null }
  if ($Value -is [bool]) { return $Value }
  (Get-Whole $Value) -ne 0
}

#de Zeitpunkt in UTC, in jeder Sprache von Windows gleich geschrieben.
#en Moment in UTC, written alike in every language of Windows.
function Get-Moment($Value) {
  if ($Value -isnot [datetime]) { return $null }
  $Value.ToUniversalTime().ToString('yyyy-MM-dd\THH\:mm\:ss.fff\Z', [cultureinfo]::InvariantCulture)
}

#de Alle Werte eines Schlüssels; nichts, wenn es ihn nicht gibt. Verweigerter Zugriff bleibt ein Fehler.
#en All values of a key; nothing if there is no such key. Refused access stays an error.
function Get-KeyValue([string]$Key) {
  try { Get-ItemProperty -LiteralPath $Key -ErrorAction Stop }
  catch { if ($_.CategoryInfo.Category -ne 'ObjectNotFound') { throw } }
}

#de Nur die Namen der Werte eines Schlüssels, nie ihr Inhalt.
#en Only the names of a key's values, never what they hold.
function Get-ValueName([string]$Key) {
  try { (Get-Item -LiteralPath $Key -ErrorAction Stop).Property }
  catch { if ($_.CategoryInfo.Category -ne 'ObjectNotFound') { throw } }
}

#de Ein einziger Wert; die anderen des Schlüssels bleiben ungelesen.
#en One single value; the others of the key stay unread.
function Get-OneValue([string]$Key, [string]$Name) {
  if (@(Get-ValueName $Key) -contains $Name) { (Get-ItemProperty -LiteralPath $Key -Name $Name -ErrorAction Stop).$Name }
}

#de Ein Wert der Richtlinie, sonst der eigene Wert der Maschine.
#en A value of the policy, else the machine's own value.
function Get-PolicyValue($Policy, $Own, [string]$Name) {
  if ($null -ne $Policy.$Name) { $Policy.$Name } else { $Own.$Name }
}

function Get-Cim([string]$Class, [string]$Namespace = 'root/cimv2', [string]$Filter = '') {
  $query = @{ ClassName = $Class; Namespace = $Namespace; OperationTimeoutSec = $CallSeconds; ErrorAction = 'Stop' }
  if ($Filter) { $query['Filter'] = $Filter }
  Get-CimInstance @query
}

#de Ob eine Datei oder ein Schlüssel da ist. Was nicht angesehen werden darf, ist ein Fehler, nicht "nicht da".
#en Whether a file or a key is there. What must not be looked at is an error, not "not there".
function Test-There([string]$Path) {
  try { $null -ne (Get-Item -LiteralPath $Path -Force -ErrorAction Stop) }
  catch { if ($_.CategoryInfo.Category -eq 'ObjectNotFound') { $false } else { throw } }
}

#de Die vier Zahlen der Dateiversion; nichts, wenn es die Datei nicht gibt.
#en The four numbers of the file version; nothing if there is no such file.
function Get-FileVersion([string]$Path) {
  if ((-not $Path) -or (-not (Test-There $Path))) { return $null }
  $info = (Get-Item -LiteralPath $Path -Force).VersionInfo
  if (-not $info.FileVersion) { return $null }
  '{0}.{1}.{2}.{3}' -f $info.FileMajorPart, $info.FileMinorPart, $info.FileBuildPart, $info.FilePrivatePart
}

#de Das Programm einer Befehlszeile ohne seine Angaben: Darin könnten Geheimnisse stehen.
#en The program of a command line without its arguments: there could be secrets among them.
function Get-ProgramPath($CommandLine) {
  $text = [string]$CommandLine
  if ($text -match '^\s*"([^"]+)"') { return Get-Text $Matches[1] }
  if ($text -match '^\s*(.+?\.(exe|sys|com|dll))(\s|$)') { return Get-Text $Matches[1] }
  if ($text -match '^\s*(\S+)') { return Get-Text $Matches[1] }
}

function Get-LeafName($Path) { ([string]$Path -split '[\\/]')[-1] }
function Get-ParentPath($Path) { [string]$Path -replace '[\\/][^\\/]*$', '' }

#de Die Dienste werden einmal gelesen; mehrere Fakten brauchen sie.
#en The services are read once; several facts need them.
$serviceList = $null
function Get-ServiceList {
  if ($null -eq $script:serviceList) { $script:serviceList = @(Get-Cim 'Win32_Service') }
  $script:serviceList
}

function Get-ServiceWithProgram([string]$Pattern) {
  Get-ServiceList | Where-Object { (Get-LeafName (Get-ProgramPath $_.PathName)) -match $Pattern }
}

#de Die Zeitgrenze eines Fakts und die des ganzen Skripts.
#en The time limit of a fact and that of the whole script.
function Assert-Time {
  $now = [datetime]::UtcNow
  if (($now - $started).TotalSeconds -gt $OverallSeconds) { throw 'bollwerk:timeout:overall-limit' }
  if (($now - $script:factStarted).TotalSeconds -gt $FactSeconds) { throw 'bollwerk:timeout:fact-limit' }
}

#de Warum etwas nicht zu haben war: Art des Fehlers und Nummer. Der Text des Fehlers wäre in der Sprache von Windows.
#en Why something could not be had: kind of error and number. The text of the error would be in the language of Windows.
function Get-Missing($Failure) {
  $own = [string]$Failure.FullyQualifiedErrorId -match '^bollwerk:([a-z-]+):([^,]+)'
  if ($own) { return [ordered]@{ reason = $Matches[1]; detail = $Matches[2] } }
  $cause = $Failure.Exception
  while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
  $code = '0x{0:X8}' -f $cause.HResult
  if ([string]$Failure.FullyQualifiedErrorId -match '^HRESULT (0x[0-9A-Fa-f]{4,8})') { $code = $Matches[1] }
  $info = $Failure.CategoryInfo
  $signs = '{0} {1} {2} {3}' -f $info.Category, $info.Reason, $code, $Failure.FullyQualifiedErrorId
  $denial = 'PermissionDenied|SecurityError|UnauthorizedAccess|SecurityException|ConstrainedLanguage|0x80070005|0x80041003'
  $reason = 'unreadable'
  if ($signs -match 'ObjectNotFound|0x8004100E|0x80041010|0x80041002|0x80070002|0x80070003') { $reason = 'absent' }
  if ($signs -match $denial) { $reason = 'denied' }
  if ($signs -match 'OperationTimeout|TimeoutException|0x80041069|0x800705B4|0x0*40004,') { $reason = 'timeout' }
  [ordered]@{ reason = $reason; detail = (Get-SureText ('{0} {1}' -f $info.Reason, $code)) }
}

#de Liest einen Fakt und schreibt ihn einmal für jeden Server, für den diese Maschine spricht.
#en Reads one fact and writes it once for each server that this machine speaks for.
function Read-Fact([string]$Fact, [string]$Source, [scriptblock]$Read) {
  $script:factStarted = [datetime]::UtcNow
  $at = Get-Moment $script:factStarted
  $result = 'value'
  try {
    Assert-Time
    $value = & $Read
    if ($null -eq $value) { throw 'bollwerk:absent:not-there' }
  } catch {
    $result = 'missing'
    $value = Get-Missing $_
  }
  foreach ($name in $servers) {
    $from = '{0}: {1}' -f $machine, $Source
    [ordered]@{ fact = $Fact; witness = 'inside'; server = $name; source = $from; at = $at; $result = $value }
  }
}

#de Das Einzige, was geschrieben wird: die Datei mit den Belegen.
#en The only thing that is written: the file with the evidence.
function Save-Evidence([string]$Path, [string]$Json) {
  if ($languageMode -eq 'FullLanguage') { [IO.File]::WriteAllText($Path, $Json, (New-Object Text.UTF8Encoding $false)) }
  else { Set-Content -LiteralPath $Path -Value $Json -Encoding UTF8 }
}
`.trim()

/** What stands behind the facts: for which servers this machine speaks, the reading itself, and the file. */
export function frameEnd(calls: string): string {
  return String.raw`
#de Der Agent allein macht eine Maschine nicht zum Server: Es zählt, was der Server selbst installiert.
#en The agent alone does not make a machine a server: what counts is what the server itself installs.
function Find-Server {
  try {
    if ((Find-AutomateFolder) -or (Test-There 'HKLM:\SOFTWARE\LabTech\Agent')) { 'automate' }
    if (Find-ScreenConnectService) { 'screenconnect' }
  } catch { Write-Warning ((Get-Missing $_).detail) }
}

$named = @(($Server -join ',') -split '[,;\s]+' | Where-Object { $_ } | ForEach-Object { $_.ToLowerInvariant() })
$stranger = @($named | Where-Object { @('automate', 'screenconnect') -notcontains $_ })
if ($stranger.Count -gt 0) { Write-Warning ($Words['badServer'] -f (Get-Text $stranger[0] 100)); exit 2 }
$servers = @($named | Select-Object -Unique)
if ($servers.Count -eq 0) { $servers = @(Find-Server) }
if ($servers.Count -eq 0) { Write-Warning $Words['noServer']; exit 2 }

$evidence = @(
${calls}
  #de Zuletzt, wie es dem Skript selbst erging.
  #en Last, how the script itself fared.
  Read-Fact 'windows.collector' 'collect.ps1' { Read-Collector }
)

if (-not $Out) {
  $stamp = [datetime]::UtcNow.ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture)
  $Out = Join-Path $PSScriptRoot ('bollwerk-{0}-{1}.json' -f $machine, $stamp)
}
if ($Out -notmatch '^([A-Za-z]:[\\/]|\\\\)') { $Out = Join-Path (Get-Location).Path $Out }
$tool = [ordered]@{ version = $ToolVersion }
$file = [ordered]@{ schema = 'bollwerk.evidence/1'; site = $Site; tool = $tool; evidence = @($evidence) }
Save-Evidence $Out (ConvertTo-Json -InputObject $file -Depth 12 -Compress)
$missing = @($evidence | Where-Object { $null -ne $_['missing'] })
Write-Output ($Words['written'] -f $Out, ($evidence.Count - $missing.Count), $missing.Count)
exit 0
`.trim()
}
