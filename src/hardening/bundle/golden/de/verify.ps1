#Requires -Version 5.1
#Requires -RunAsAdministrator
#
# Bollwerk: sieht nach, was an den Orten eines Plans steht. Liest nur und verändert nichts.
# Aufruf als Administrator:  powershell.exe -NoProfile -File verify.ps1
#
# Plan (SHA-256 der Datei): aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
# Was geschieht, steht in der Tabelle $Changes; der Rest führt sie nur aus. Neben die drei Skripte kommt journal.jsonl.
# Legen Sie den Ordner dorthin, wo nur Administratoren schreiben dürfen.

$Site = 'Müller & Söhne ''IT'''
$PlanHash = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
$ToolVersion = '0.1.0'
$Language = 'de'
$Words = @{
  'limited' = 'Nichts wurde geändert: PowerShell läuft hier mit eingeschränkter Sprache (etwa durch AppLocker). Bitte geben Sie das Skript frei.'
  'bits' = 'Nichts wurde geändert: Bitte nehmen Sie die 64-Bit-Fassung von Windows PowerShell.'
  'looked' = 'Das zeigt, was dasteht, nicht, ob es wirkt. Der Beweis sind neue Belege: bollwerk collect windows, bollwerk import.'
}

$Changes = @(
  @{
    Number = 0
    Id = 'screenconnect-ip-lists.native/screenconnect'
    Title = 'Nur Techniker dürfen in die Verwaltung'
    Confirm = $true
    Ending = 'applied'
    Steps = @(
      @{
        Kind = 'file'
        Place = 'C:\Program Files (x86)\ScreenConnect\web.config'
        Path = 'C:\Program Files (x86)\ScreenConnect\web.config'
        Before = @{ Hash = '129bab20a8c8ac58bdbf06d1485fe04ee1ce591859422dc348c1ed61b89f2d5a'; Bytes = 104 }
        After = @{ Hash = '7e2799e634775bc88ad742ba38baa34a11d962a8f5108fd4c838e0bf6a32bd31'; Bytes = 118 }
        Splices = @(
          # - "value=\"\""
          # + "value=\"203.0.113.0/24\""
          @{ At = 42; AtAfter = 42; Takes = '76616c75653d2222'; Puts = '76616c75653d223230332e302e3131332e302f323422' }
        )
      }
    )
  }
  @{
    Number = 1
    Id = 'accounts.lock-out/screenconnect'
    Title = 'Sperre nach 10 Fehlversuchen'
    Confirm = $false
    Ending = 'applied'
    Steps = @(
      @{
        Kind = 'file'
        Place = 'C:\Program Files (x86)\ScreenConnect\web.config'
        Path = 'C:\Program Files (x86)\ScreenConnect\web.config'
        Before = @{ Hash = '7e2799e634775bc88ad742ba38baa34a11d962a8f5108fd4c838e0bf6a32bd31'; Bytes = 118 }
        After = @{ Hash = '34d9ce56514f93d1cd0d28d74b5b8da28245488642e0565ca6212062f9775d96'; Bytes = 119 }
        Splices = @(
          # - "value=\"0\""
          # + "value=\"10\""
          @{ At = 90; AtAfter = 90; Takes = '76616c75653d223022'; Puts = '76616c75653d22313022' }
        )
      }
    )
  }
  @{
    Number = 2
    Id = 'uac.level/automate'
    Title = 'Benutzerkontensteuerung'
    Confirm = $false
    Ending = 'needs-restart'
    Steps = @(
      @{
        Kind = 'registry'
        Place = 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\EnableLUA'
        Key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
        Name = 'EnableLUA'
        Before = @{ Type = 'DWord'; Content = '0x0' }
        After = @{ Type = 'DWord'; Content = '0x1' }
      }
      @{
        Kind = 'registry'
        Place = 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\FilterAdministratorToken'
        Key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
        Name = 'FilterAdministratorToken'
        Before = $null
        After = @{ Type = 'DWord'; Content = '0xffffffff' }
      }
      @{
        Kind = 'registry'
        Place = 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Mask'
        Key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
        Name = 'Mask'
        Before = @{ Type = 'QWord'; Content = '0x8000000000000000' }
        After = $null
      }
      @{
        Kind = 'registry'
        Place = 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Names'
        Key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
        Name = 'Names'
        Before = @{ Type = 'MultiString'; Content = @() }
        After = @{ Type = 'MultiString'; Content = @('a''b', 'c d') }
      }
      @{
        Kind = 'registry'
        Place = 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Path'
        Key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
        Name = 'Path'
        Before = @{ Type = 'ExpandString'; Content = '%windir%\x' }
        After = @{ Type = 'String'; Content = '$(calc) `n "x" ‘‘y’’' }
      }
      @{
        Kind = 'registry'
        Place = 'HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Raw'
        Key = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
        Name = 'Raw'
        Before = @{ Type = 'Binary'; Content = '' }
        After = @{ Type = 'Binary'; Content = '00FF0A' }
      }
    )
  }
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$JournalPath = Join-Path $PSScriptRoot 'journal.jsonl'

function Write-Word([string]$Word, [object[]]$With = @()) { Write-Host ($Words[$Word] -f $With) }

# Ohne volle Sprache und 64 Bit sähe das Skript eine andere Registrierung oder scheiterte auf halbem Weg.
function Test-Ready {
  if ([string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { Write-Word 'limited'; return $false }
  if (-not [Environment]::Is64BitProcess) { Write-Word 'bits'; return $false }
  $true
}

function Get-Now { [datetime]::UtcNow.ToString('yyyy-MM-dd\THH\:mm\:ss.fff\Z', [cultureinfo]::InvariantCulture) }

# Art und Nummer eines Fehlers: in jeder Sprache von Windows gleich.
function Get-Cause($Failure) {
  $cause = $Failure.Exception
  while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
  '{0} 0x{1:X8}' -f $cause.GetType().Name, $cause.HResult
}

# Vergleicht Zeichen für Zeichen; -eq übersähe manche.
function Test-Same([string]$One, [string]$Other) { [string]::Equals($One, $Other, [StringComparison]::Ordinal) }

function Get-Hash([byte[]]$Bytes) {
  $sha = New-Object Security.Cryptography.SHA256CryptoServiceProvider
  [BitConverter]::ToString($sha.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
}

# Ob ein Inhalt der ist, den der Plan nennt.
function Test-Content([byte[]]$Bytes, $Wanted) {
  ($Bytes.Length -eq $Wanted.Bytes) -and (Test-Same (Get-Hash $Bytes) $Wanted.Hash)
}

# Ein Wert der Registrierung als ein Text: Art, Zahl der Teile und Inhalt.
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

# Was am Ort eines Schritts steht: before, after, other, no-file oder no-key.
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

function Get-Look($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  $cause = ''
  try { $standing = Get-Standing $step } catch { $standing = 'unreadable'; $cause = Get-Cause $_ }
  [ordered]@{ change = $Change.Id; step = $Index; place = $step.Place; stands = $standing; cause = $cause }
}

# Wo mehrere Schritte denselben Ort ändern, sieht der eine nicht, was der andere schrieb: Das Nachbarfeld sagt es.
function Complete-Looks($Looks) {
  for ($one = 0; $one -lt $Looks.Length; $one++) {
    for ($other = 0; $other -lt $Looks.Length; $other++) {
      if ($Looks[$one]['stands'] -ne 'other') { continue }
      if (-not [string]::Equals($Looks[$one]['place'], $Looks[$other]['place'], [StringComparison]::OrdinalIgnoreCase)) { continue }
      if (($other -gt $one) -and ($Looks[$other]['stands'] -eq 'after')) { $Looks[$one]['stands'] = 'after' }
      if (($other -lt $one) -and ($Looks[$other]['stands'] -eq 'before')) { $Looks[$one]['stands'] = 'before' }
    }
  }
}

if (-not (Test-Ready)) { exit 2 }
$looks = @(
  foreach ($change in $Changes) {
    for ($index = 0; $index -lt $change.Steps.Length; $index++) { Get-Look $change $index }
  }
)
Complete-Looks $looks
$report = [ordered]@{
  schema = 'bollwerk.bundle-look/1'; plan = $PlanHash; site = $Site; machine = $env:COMPUTERNAME; at = (Get-Now)
  places = $looks; note = $Words['looked']
}
Write-Output (ConvertTo-Json -InputObject $report -Depth 4)
if (@($looks | Where-Object { $_['stands'] -ne 'after' }).Length -gt 0) { exit 4 }
exit 0
