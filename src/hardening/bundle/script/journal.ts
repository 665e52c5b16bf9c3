/**
 * The journal and the lock of `apply.ps1` and `rollback.ps1`. Each line is on the disk before the next thing is done,
 * and holds the SHA-256 of the line before it, so that `bollwerk import` notices a line that was changed or is gone.
 */
export const journal: string = `
$Journal = $null
$JournalBroken = $false
$Records = @()
$Chain = $PlanHash

#de Eine Sperre für die ganze Maschine. Windows nimmt sie zurück, wenn der Prozess endet, wie auch immer.
#en One lock for the whole machine. Windows takes it back when the process ends, however it does.
function Open-Lock {
  $path = Join-Path $env:ProgramData 'bollwerk-bundle.lock'
  $how = @($path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None, 1, [IO.FileOptions]::DeleteOnClose)
  try { New-Object IO.FileStream -ArgumentList $how } catch { $null }
}

#de Liest die ganzen Zeilen des Protokolls, auch während ein anderer schreibt.
#en Reads the whole lines of the journal, also while another writes.
function Get-JournalBytes {
  if (-not [IO.File]::Exists($JournalPath)) { return , (New-Object 'byte[]' 0) }
  $file = [IO.File]::Open($JournalPath, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::ReadWrite)
  $copy = New-Object IO.MemoryStream
  try { $file.CopyTo($copy) } finally { $file.Close() }
  $bytes = $copy.ToArray()
  $whole = $bytes.Length
  while (($whole -gt 0) -and ($bytes[$whole - 1] -ne 10)) { $whole = $whole - 1 }
  $copy.SetLength($whole)
  , $copy.ToArray()
}

#de Nimmt die Zeilen auf; scheitert an einer fremden oder beschädigten.
#en Takes the lines in; fails at one that is foreign or damaged.
function Read-Journal {
  $script:Records = @()
  $script:Chain = $PlanHash
  $text = [Text.Encoding]::UTF8.GetString((Get-JournalBytes))
  foreach ($line in $text.Split([char]10)) {
    if ($line -eq '') { continue }
    $record = ConvertFrom-Json -InputObject $line
    if (-not (Test-Same $record.chain $script:Chain)) { throw 'the journal is of another plan or was changed' }
    $script:Records += $record
    $script:Chain = Get-Hash ([Text.Encoding]::UTF8.GetBytes($line))
  }
}

#de Öffnet das Protokoll zum Schreiben. Eine abgerissene letzte Zeile geht weg: Was sie ankündigte, geschah nicht.
#en Opens the journal for writing. A torn last line goes: what it announced was not done.
function Open-Journal {
  Read-Journal
  $whole = (Get-JournalBytes).Length
  $script:Journal = [IO.File]::Open($JournalPath, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::Read)
  $script:Journal.SetLength($whole)
  $null = $script:Journal.Seek($whole, [IO.SeekOrigin]::Begin)
}

#de Schreibt eine Zeile bis auf die Platte. Nach einem Fehlschlag keine weitere.
#en Writes one line down to the disk. After a failure no other.
function Add-Record($Record) {
  if ($script:JournalBroken) { throw 'the journal failed before' }
  $script:JournalBroken = $true
  $whole = [ordered]@{ chain = $script:Chain; at = (Get-Now) }
  foreach ($name in $Record.Keys) { $whole[$name] = $Record[$name] }
  $line = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $whole -Depth 4 -Compress))
  $bytes = [byte[]]($line + [byte]10)
  $script:Journal.Write($bytes, 0, $bytes.Length)
  $script:Journal.Flush($true)
  $script:Chain = Get-Hash $line
  $script:Records += (New-Object PSObject -Property $whole)
  $script:JournalBroken = $false
}

#de Für das, was auch ohne Protokoll geschehen muss: die Rücknahme.
#en For what must be done without a journal too: taking back.
function Add-RecordIfPossible($Record) {
  try { Add-Record $Record; $true } catch { $false }
}

function Add-Beginning([string]$Action) {
  $ids = @($Changes | ForEach-Object { $_.Id })
  Add-Record ([ordered]@{
    kind = 'begun'; schema = 'bollwerk.bundle-journal/1'; action = $Action; plan = $PlanHash; site = $Site
    machine = $env:COMPUTERNAME; language = $Language; tool = $ToolVersion; changes = $ids
  })
}

#de Die Schritte, die begonnen und nicht zurückgenommen sind.
#en The steps that were begun and not taken back.
function Get-Touched([string]$Change) {
  $touched = @()
  foreach ($record in $script:Records) {
    if (-not (Test-Same $record.change $Change)) { continue }
    if ($record.kind -eq 'intent') { $touched += $record.step }
    if ($record.kind -eq 'undone') { $touched = @($touched | Where-Object { $_ -ne $record.step }) }
  }
  $touched
}

#de Hält fest, wie eine Änderung endete. Antwortet, ob es im Protokoll steht.
#en Writes down how a change ended. Answers whether it is in the journal.
function Add-Ending($Change, [string]$Ending, $Why) {
  Add-RecordIfPossible ([ordered]@{
    kind = 'ended'; change = $Change.Id; ending = $Ending
    reason = [string]$Why.Reason; place = [string]$Why.Place; cause = [string]$Why.Cause
  })
}

function Write-Ending($Change, [string]$Ending, $Why) {
  Write-Word $Ending $Change.Title
  if ($Why.Reason) { Write-Word ('why-' + $Why.Reason) @([string]$Why.Place, [string]$Why.Cause) }
}
`.trim()
