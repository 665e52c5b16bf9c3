/** What stands in front of everything else in `rollback.ps1`. */
export const rollbackParameters: string = "param([string]$Watch = '', [int]$Number = -1, [int]$ApplyId = 0)"

/** `rollback.ps1` itself: called by a person, or by `apply.ps1` to watch over one change. */
export const rollback: string = `
$HangSeconds = 300
$GraceSeconds = 30

#de Die letzte Zeile dieser Art über diese Änderung seit dem letzten Beginn von apply.ps1; nichts, wenn keine.
#en The last line of this kind about this change since apply.ps1 last began; nothing if there is none.
function Get-Record([string]$Kind, [string]$Change) {
  $found = $null
  foreach ($record in $script:Records) {
    if (($record.kind -eq 'begun') -and ($record.action -eq 'apply')) { $found = $null }
    if (($record.kind -eq $Kind) -and (Test-Same $record.change $Change)) { $found = $record }
  }
  $found
}

#de Wartet als Wächter, bis apply.ps1 die Sperre freigibt. Antwortet nichts, wenn die Änderung schon ihr Ende hat.
#de Hängt apply.ps1 über die Frist hinaus, so wird es beendet: Niemand darf länger ausgesperrt bleiben.
#en Waits as the watcher until apply.ps1 gives up the lock. Answers nothing if the change has its ending already.
#en If apply.ps1 hangs beyond the time limit it is ended: nobody may stay locked out for longer.
function Wait-Lock($Change) {
  $timer = [Diagnostics.Stopwatch]::StartNew()
  while ($true) {
    Read-Journal
    if ($null -ne (Get-Record 'ended' $Change.Id)) { return $null }
    $lock = Open-Lock
    if ($null -ne $lock) { return $lock }
    $awaiting = Get-Record 'awaiting' $Change.Id
    $late = $timer.Elapsed.TotalSeconds -gt $HangSeconds
    if ($null -ne $awaiting) { $late = (Get-SecondsUntil $awaiting.until) -lt (0 - $GraceSeconds) }
    if ($late) { Stop-Process -Id $ApplyId -Force -ErrorAction SilentlyContinue }
    Start-Sleep -Seconds 1
  }
}

function Get-SecondsUntil([string]$Moment) {
  $styles = [Globalization.DateTimeStyles]::RoundtripKind
  ([datetime]::Parse($Moment, [cultureinfo]::InvariantCulture, $styles) - [datetime]::UtcNow).TotalSeconds
}

#de Zurückgenommen wird auch dann, wenn das Protokoll nicht mehr zu schreiben ist.
#en Things are taken back also if the journal cannot be written any more.
function Add-BeginningIfPossible([string]$Action) {
  try { Add-Beginning $Action; $true } catch { $false }
}

#de Ob die Änderung, die wartet, bestätigt ist; gewartet wird bis zu ihrer Frist.
#en Whether the change that waits is confirmed; it waits until the limit of that change.
function Test-Confirmed($Change) {
  $awaiting = Get-Record 'awaiting' $Change.Id
  if ($null -eq $awaiting) { return $false }
  while ((Get-SecondsUntil $awaiting.until) -gt 0) {
    if ([IO.File]::Exists((Join-Path $PSScriptRoot ('confirmed-' + $Watch)))) { return $true }
    Start-Sleep -Seconds 1
  }
  [IO.File]::Exists((Join-Path $PSScriptRoot ('confirmed-' + $Watch)))
}

#de Nimmt eine Änderung zurück, soweit sie begonnen ist. Antwortet, wie sie endete.
#en Takes a change back as far as it was begun. Answers how it ended.
function Restore-Change($Change, [string]$Ending) {
  $failure = Undo-Change $Change
  if ($null -ne $failure) { $Ending = 'undo-failed' }
  $null = Add-Ending $Change $Ending $failure
  Write-Ending $Change $Ending $failure
  $Ending
}

#de Alles, was begonnen und nicht zurückgenommen ist, das Letzte zuerst.
#en Everything that was begun and not taken back, the last one first.
function Restore-All {
  $null = Add-BeginningIfPossible 'rollback'
  $endings = @()
  for ($index = $Changes.Length - 1; $index -ge 0; $index--) {
    $change = $Changes[$index]
    if (@(Get-Touched $change.Id).Length -gt 0) { $endings += Restore-Change $change 'undone' }
  }
  Complete-Rollback $endings
}

#de Als Wächter: nur die eine Änderung, und nur, wenn niemand sie bestätigt.
#en As the watcher: the one change only, and only if nobody confirms it.
function Restore-Watched($Change) {
  #de Zwischen dem letzten Blick und der Sperre kann apply.ps1 fertig geworden sein.
  #en Between the last look and the lock apply.ps1 may have come to its end.
  if ($null -ne (Get-Record 'ended' $Change.Id)) { return 0 }
  $null = Add-BeginningIfPossible 'watch'
  if (Test-Confirmed $Change) {
    $null = Add-Ending $Change $Change.Ending $null
    return Complete-Rollback @($Change.Ending)
  }
  Complete-Rollback @(Restore-Change $Change 'not-confirmed-and-undone')
}

function Complete-Rollback($Endings) {
  $whole = Add-RecordIfPossible ([ordered]@{ kind = 'finished' })
  if ($Endings -contains 'undo-failed') { Write-Word 'by-hand'; return 5 }
  if ($whole) { Remove-Copies }
  if (@($Endings).Length -eq 0) { Write-Word 'nothing' }
  0
}

function Start-Rollback {
  $change = $null
  if ($Watch) { $change = $Changes[$Number] }
  if ($Watch) { $lock = Start-Watch $change } else { $lock = Open-Lock }
  if ($null -eq $lock) {
    if ($Watch) { return 0 }
    Write-Word 'busy'
    return 2
  }
  try {
    try { Open-Journal } catch { Write-Word 'journal' @($JournalPath, (Get-Cause $_)); return 2 }
    if ($Watch) { Restore-Watched $change } else { Restore-All }
  } finally {
    if ($null -ne $script:Journal) { $script:Journal.Close() }
    $lock.Close()
    if ($Watch) { Remove-Code $Watch }
  }
}

#de Sagt apply.ps1 durch eine Datei, dass jemand wacht, und wartet dann.
#en Tells apply.ps1 by a file that somebody watches, and then waits.
function Start-Watch($Change) {
  Read-Journal
  Write-Flushed (Join-Path $PSScriptRoot ('watching-' + $Watch)) (New-Object 'byte[]' 0)
  Wait-Lock $Change
}

if (-not (Test-Ready)) { exit 2 }
exit (Start-Rollback)
`.trim()
