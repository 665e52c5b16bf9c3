/** Seconds that there are to confirm a change of who has access. */
const confirmSeconds = 120

/** What stands in front of everything else in `apply.ps1`. */
export const applyParameters: string = "param([switch]$Yes, [string]$Confirm = '')"

/** `apply.ps1` itself. */
export const apply: string = String.raw`
$ConfirmSeconds = ${confirmSeconds}

function Test-Unfinished {
  ($script:Records.Length -gt 0) -and ($script:Records[-1].kind -ne 'finished')
}

#de Jeder Ort muss so sein, wie der Plan ihn sah; einer, den ein früherer Schritt ändert, wird einmal beurteilt.
#en Every place must be as the plan saw it; one that an earlier step changes is judged once.
function Find-Obstacle($List) {
  $seen = @{}
  foreach ($change in $List) {
    foreach ($step in $change.Steps) {
      if ($seen.ContainsKey($step.Place)) { continue }
      $seen[$step.Place] = $true
      try { $standing = Get-Standing $step }
      catch { return @{ Reason = 'unreadable'; Place = $step.Place; Cause = (Get-Cause $_) } }
      if ($standing -eq 'before') { continue }
      if ($standing -like 'no-*') { return @{ Reason = $standing; Place = $step.Place; Cause = '' } }
      return @{ Reason = 'changed'; Place = $step.Place; Cause = '' }
    }
  }
}

#de Hält eine Datei fest, bevor sie geändert wird, in einem Ordner nur für Administratoren und System.
#en Keeps a file before it is changed, in a folder for administrators and the system alone.
function Save-Copy($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  if ($step.Kind -ne 'file') { return }
  $rights = New-Object Security.AccessControl.DirectorySecurity
  $rights.SetSecurityDescriptorSddlForm('O:BAD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)')
  $null = [IO.Directory]::CreateDirectory($CopyFolder, $rights)
  $copy = Get-CopyPath $Change $Index
  Write-Flushed $copy ([IO.File]::ReadAllBytes($step.Path))
  if (-not (Test-Content ([IO.File]::ReadAllBytes($copy)) $step.Before)) { throw 'the copy is not the file' }
}

#de Macht einen Schritt: Kopie, Ankündigung, Schreiben, Zurücklesen. Antwortet nichts, wenn er gelang.
#en Makes one step: copy, announcement, writing, reading back. Answers nothing if it succeeded.
function Invoke-Step($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  try {
    Save-Copy $Change $Index
    Add-Record ([ordered]@{ kind = 'intent'; change = $Change.Id; step = $Index })
  } catch { return @{ Ending = 'failed-and-undone'; Reason = 'not-saved'; Place = $step.Place; Cause = (Get-Cause $_) } }
  try {
    Set-Place $step 'After'
    $standing = Get-Standing $step
  } catch { return @{ Ending = 'failed-and-undone'; Reason = 'not-written'; Place = $step.Place; Cause = (Get-Cause $_) } }
  if ($standing -eq 'before') { return @{ Ending = 'without-effect'; Reason = 'without-effect'; Place = $step.Place; Cause = '' } }
  if ($standing -ne 'after') { return @{ Ending = 'failed-and-undone'; Reason = 'something-else'; Place = $step.Place; Cause = '' } }
  try { Add-Record ([ordered]@{ kind = 'made'; change = $Change.Id; step = $Index }) }
  catch { return @{ Ending = 'failed-and-undone'; Reason = 'not-saved'; Place = $step.Place; Cause = (Get-Cause $_) } }
}

#de Ein zweiter, verborgener Prozess nimmt die Änderung zurück, wenn dieser hier endet oder hängt. Ohne ihn kein Anfang.
#en A second, hidden process takes the change back if this one ends or hangs. Without it nothing begins.
function Start-Watcher($Change, [string]$Code) {
  $shell = Join-Path $env:windir 'System32\WindowsPowerShell\v1.0\powershell.exe'
  $rollback = Join-Path $PSScriptRoot 'rollback.ps1'
  $arguments = '-NoProfile -NonInteractive -File "{0}" -Watch {1} -Number {2} -ApplyId {3}' -f $rollback, $Code, $Change.Number, $PID
  try { $null = Start-Process -FilePath $shell -ArgumentList $arguments -WindowStyle Hidden } catch { return $false }
  for ($second = 0; $second -lt 30; $second++) {
    if ([IO.File]::Exists((Join-Path $PSScriptRoot ('watching-' + $Code)))) { return $true }
    Start-Sleep -Seconds 1
  }
  $false
}

#de Wartet, bis jemand bestätigt, dass der Zugang noch geht. Der Aufruf dazu kommt aus einer neuen Anmeldung.
#en Waits until somebody confirms that access still works. The call for it comes from a new sign-in.
function Wait-Confirmation($Change, [string]$Code) {
  $until = [datetime]::UtcNow.AddSeconds($ConfirmSeconds)
  $written = $until.ToString('yyyy-MM-dd\THH\:mm\:ss.fff\Z', [cultureinfo]::InvariantCulture)
  if (-not (Add-RecordIfPossible ([ordered]@{ kind = 'awaiting'; change = $Change.Id; until = $written }))) { return $false }
  Write-Word 'confirm' @($Change.Title, $ConfirmSeconds, $PSCommandPath, $Code)
  $timer = [Diagnostics.Stopwatch]::StartNew()
  while ($timer.Elapsed.TotalSeconds -lt $ConfirmSeconds) {
    if ([IO.File]::Exists((Join-Path $PSScriptRoot ('confirmed-' + $Code)))) { return $true }
    Start-Sleep -Seconds 1
  }
  $false
}

#de Der zweite Aufruf, mit -Confirm: Er legt die Datei an, auf die der erste wartet.
#en The second call, with -Confirm: it makes the file that the first one waits for.
function Confirm-Change([string]$Code) {
  if ($Code -notmatch '^[0-9a-f]{8}$') { Write-Word 'code'; return 2 }
  if (-not [IO.File]::Exists((Join-Path $PSScriptRoot ('watching-' + $Code)))) { Write-Word 'code'; return 2 }
  Write-Flushed (Join-Path $PSScriptRoot ('confirmed-' + $Code)) (New-Object 'byte[]' 0)
  Write-Word 'confirmed'
  0
}

#de Nimmt die Änderung vor und nimmt sie zurück, wenn etwas fehlt. Antwortet, wie sie endete.
#en Makes the change, and takes it back if something falls short. Answers how it ended.
function Invoke-Change($Change, [string]$Code) {
  $why = Find-Obstacle @($Change)
  if (($null -eq $why) -and $Change.Confirm -and (-not (Start-Watcher $Change $Code))) { $why = @{ Reason = 'no-watcher' } }
  if ($null -ne $why) { return Complete-Change $Change 'stopped' $why }
  for ($index = 0; ($index -lt $Change.Steps.Length) -and ($null -eq $why); $index++) { $why = Invoke-Step $Change $index }
  if (($null -eq $why) -and $Change.Confirm -and (-not (Wait-Confirmation $Change $Code))) {
    $why = @{ Ending = 'not-confirmed-and-undone'; Reason = 'not-confirmed' }
  }
  if ($null -eq $why) {
    if (Add-Ending $Change $Change.Ending $null) { Write-Ending $Change $Change.Ending $null; return $Change.Ending }
    $why = @{ Ending = 'failed-and-undone'; Reason = 'not-saved'; Place = $JournalPath; Cause = 'journal.jsonl' }
  }
  $begun = @(Get-Touched $Change.Id).Length -gt 0
  $failure = Undo-Change $Change
  if ($null -ne $failure) { return Complete-Change $Change 'undo-failed' $failure }
  if ($begun) { Complete-Change $Change $why.Ending $why } else { Complete-Change $Change 'stopped' $why }
}

function Complete-Change($Change, [string]$Ending, $Why) {
  $null = Add-Ending $Change $Ending $Why
  Write-Ending $Change $Ending $Why
  $Ending
}

#de Alle Änderungen, eine nach der anderen. Nach einer, die nicht sauber endete, beginnt keine mehr.
#en All changes, one after the other. After one that did not end cleanly none begins any more.
function Invoke-Plan {
  $endings = @()
  foreach ($change in $Changes) {
    $code = [guid]::NewGuid().ToString('N').Substring(0, 8)
    if (($endings -contains 'undo-failed') -or $script:JournalBroken) {
      $endings += Complete-Change $change 'stopped' @{ Reason = 'halted' }
    } else { $endings += Invoke-Change $change $code }
    Remove-Code $code
  }
  $whole = Add-RecordIfPossible ([ordered]@{ kind = 'finished' })
  if ($endings -contains 'undo-failed') { Write-Word 'by-hand'; return 5 }
  if ($whole) { Remove-Copies }
  Write-Word 'proof' $JournalPath
  if ($endings | Where-Object { $_ -ne 'applied' }) { return 4 }
  0
}

#de Zeigt, was geschehen soll, und fragt, außer mit -Yes.
#en Shows what is to happen, and asks, unless called with -Yes.
function Test-Agreed {
  Write-Word 'plan' @($Site, $PlanHash)
  foreach ($change in $Changes) {
    Write-Host ('{0}. {1}' -f ($change.Number + 1), $change.Title)
    foreach ($step in $change.Steps) { Write-Host ('   ' + $step.Place) }
  }
  if ($Yes) { return $true }
  $answer = Read-Host $Words['ask']
  $answer -eq $Words['agreed']
}

function Start-Apply {
  if (-not (Test-Agreed)) { Write-Word 'declined'; return 2 }
  $lock = Open-Lock
  if ($null -eq $lock) { Write-Word 'busy'; return 2 }
  try {
    try { Open-Journal } catch { Write-Word 'journal' @($JournalPath, (Get-Cause $_)); return 2 }
    if (Test-Unfinished) { Write-Word 'unfinished'; return 2 }
    $obstacle = Find-Obstacle $Changes
    if ($null -ne $obstacle) { Write-Word ('why-' + $obstacle.Reason) @($obstacle.Place, $obstacle.Cause); return 4 }
    try { Add-Beginning 'apply' } catch { Write-Word 'journal' @($JournalPath, (Get-Cause $_)); return 2 }
    Invoke-Plan
  } finally {
    if ($null -ne $script:Journal) { $script:Journal.Close() }
    $lock.Close()
  }
}

if (-not (Test-Ready)) { exit 2 }
if ($Confirm) { exit (Confirm-Change $Confirm) }
exit (Start-Apply)
`.trim()
