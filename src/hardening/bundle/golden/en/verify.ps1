#Requires -Version 5.1
#Requires -RunAsAdministrator
#
# Bollwerk: looks what stands at the places of a plan. Reads only and changes nothing.
# Run as administrator:  powershell.exe -NoProfile -File verify.ps1
#
# Plan (SHA-256 of the file): aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
# What is done stands in the table $Changes; the rest only carries it out. journal.jsonl is put beside the three scripts.
# Put the folder where administrators alone may write.

$Site = 'Müller & Söhne ''IT'''
$PlanHash = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
$ToolVersion = '0.1.0'
$Language = 'en'
$Words = @{
  'limited' = 'Nothing was changed: PowerShell runs with a constrained language here (through AppLocker, for example). Please allow the script.'
  'bits' = 'Nothing was changed: please use the 64-bit version of Windows PowerShell.'
  'looked' = 'This shows what stands there, not whether it works. The proof is new evidence: bollwerk collect windows, bollwerk import.'
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

# Without the full language and 64 bits the script would see another registry, or fail half-way.
function Test-Ready {
  if ([string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { Write-Word 'limited'; return $false }
  if (-not [Environment]::Is64BitProcess) { Write-Word 'bits'; return $false }
  $true
}

function Get-Now { [datetime]::UtcNow.ToString('yyyy-MM-dd\THH\:mm\:ss.fff\Z', [cultureinfo]::InvariantCulture) }

# Kind and number of a failure: alike in every language of Windows.
function Get-Cause($Failure) {
  $cause = $Failure.Exception
  while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
  '{0} 0x{1:X8}' -f $cause.GetType().Name, $cause.HResult
}

# Compares sign by sign; -eq would overlook some.
function Test-Same([string]$One, [string]$Other) { [string]::Equals($One, $Other, [StringComparison]::Ordinal) }

function Get-Hash([byte[]]$Bytes) {
  $sha = New-Object Security.Cryptography.SHA256CryptoServiceProvider
  [BitConverter]::ToString($sha.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
}

# Whether a content is the one that the plan names.
function Test-Content([byte[]]$Bytes, $Wanted) {
  ($Bytes.Length -eq $Wanted.Bytes) -and (Test-Same (Get-Hash $Bytes) $Wanted.Hash)
}

# A value of the registry as one text: type, number of parts and content.
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

# What stands at the place of a step: before, after, other, no-file or no-key.
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

# Where several steps change the same place, the one does not know what the other wrote: its neighbour says it.
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
