#Requires -Version 5.1
#Requires -RunAsAdministrator
#
# Bollwerk: nimmt zurück, was apply.ps1 getan oder begonnen hat, das Letzte zuerst.
# Aufruf als Administrator:  powershell.exe -NoProfile -File rollback.ps1
# Auch nach einem Absturz oder Stromausfall. Beliebig oft zu wiederholen.
#
# Plan (SHA-256 der Datei): aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
# Was geschieht, steht in der Tabelle $Changes; der Rest führt sie nur aus. Neben die drei Skripte kommt journal.jsonl.
# Legen Sie den Ordner dorthin, wo nur Administratoren schreiben dürfen.

param([string]$Watch = '', [int]$Number = -1, [int]$ApplyId = 0)

$Site = 'Müller & Söhne ''IT'''
$PlanHash = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
$ToolVersion = '0.1.0'
$Language = 'de'
$Words = @{
  'limited' = 'Nichts wurde geändert: PowerShell läuft hier mit eingeschränkter Sprache (etwa durch AppLocker). Bitte geben Sie das Skript frei.'
  'bits' = 'Nichts wurde geändert: Bitte nehmen Sie die 64-Bit-Fassung von Windows PowerShell.'
  'busy' = 'Nichts wurde geändert: Ein anderes Skript von Bollwerk arbeitet gerade auf diesem Server. Bitte warten Sie, bis es fertig ist.'
  'journal' = 'Nichts wurde geändert: {0} ist von einem anderen Plan, beschädigt oder nicht zu schreiben ({1}). Bitte legen Sie die Datei beiseite, ohne sie zu löschen, und prüfen Sie Platz und Rechte.'
  'copies' = 'Die Kopien in {0} ließen sich nicht löschen ({1}). Bitte löschen Sie den Ordner: Sie halten ganze Dateien.'
  'by-hand' = 'ACHTUNG: Ein Ort ist weder wie vorher noch wie geplant. Solange es die Kopie von vorher noch gibt, liegt sie im Ordner copies.'
  'nothing' = 'Es gibt nichts zurückzunehmen.'
  'applied' = 'VORGENOMMEN, NOCH NICHT BEWIESEN: {0}'
  'needs-restart' = 'VORGENOMMEN, NEUSTART NÖTIG: {0}'
  'without-effect' = 'OHNE WIRKUNG: {0}'
  'failed-and-undone' = 'GESCHEITERT, ZURÜCKGENOMMEN: {0}'
  'not-confirmed-and-undone' = 'UNBESTÄTIGT, ZURÜCKGENOMMEN: {0}'
  'undo-failed' = 'RÜCKNAHME GESCHEITERT: {0}'
  'stopped' = 'NICHT BEGONNEN: {0}'
  'undone' = 'ZURÜCKGENOMMEN: {0}'
  'why-changed' = '{0} ist nicht mehr so, wie der Plan es gesehen hat. Nichts wurde angefasst. Bitte machen Sie einen neuen Plan.'
  'why-no-key' = 'Den Schlüssel von {0} gibt es nicht, und Bollwerk legt keine an. Nichts wurde angefasst. Bitte machen Sie einen neuen Plan.'
  'why-no-file' = '{0} gibt es nicht. Nichts wurde angefasst. Läuft das Skript auf dem richtigen Server?'
  'why-unreadable' = '{0} lässt sich nicht lesen ({1}). Nichts wurde angefasst. Bitte prüfen Sie Namen und Rechte.'
  'why-not-saved' = 'Kopie oder Protokoll zu {0} ließen sich nicht speichern ({1}). Ohne sie wird nichts geändert. Bitte prüfen Sie Platz und Rechte.'
  'why-not-written' = '{0} ließ sich nicht schreiben ({1}). Bitte prüfen Sie die Rechte, und ob ein anderes Programm es festhält.'
  'why-without-effect' = 'Das Schreiben meldete Erfolg, aber {0} ist, wie es war. Bitte prüfen Sie, ob etwas anderes diesen Wert vorgibt, zum Beispiel eine Gruppenrichtlinie.'
  'why-something-else' = 'In {0} stand nach dem Schreiben etwas anderes, als geschrieben wurde. Bitte prüfen Sie, welches Programm es ändert.'
  'why-not-confirmed' = 'Niemand hat rechtzeitig bestätigt, dass der Zugang noch geht. Bitte prüfen Sie die Adressen, bevor Sie es wieder versuchen.'
  'why-no-watcher' = 'Nichts wurde angefasst: Der Wächter, der die Änderung ohne Bestätigung zurücknimmt, ließ sich nicht starten. Liegt rollback.ps1 daneben, und darf PowerShell es ausführen?'
  'why-halted' = 'Nicht begonnen, weil eine Änderung davor nicht sauber endete. Bitte klären Sie das zuerst.'
  'why-foreign' = 'ACHTUNG: In {0} steht etwas, das dieses Skript nicht geschrieben hat. Es bleibt, wie es ist. Bitte stellen Sie es von Hand her, oder beheben Sie die Ursache und rufen Sie rollback.ps1 noch einmal auf.'
  'why-not-back' = 'ACHTUNG: {0} ließ sich nicht zurücknehmen ({1}). Bitte stellen Sie es von Hand her, oder beheben Sie die Ursache und rufen Sie rollback.ps1 noch einmal auf.'
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

$Journal = $null
$JournalBroken = $false
$Records = @()
$Chain = $PlanHash

# Eine Sperre für die ganze Maschine. Windows nimmt sie zurück, wenn der Prozess endet, wie auch immer.
function Open-Lock {
  $path = Join-Path $env:ProgramData 'bollwerk-bundle.lock'
  $how = @($path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None, 1, [IO.FileOptions]::DeleteOnClose)
  try { New-Object IO.FileStream -ArgumentList $how } catch { $null }
}

# Liest die ganzen Zeilen des Protokolls, auch während ein anderer schreibt.
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

# Nimmt die Zeilen auf; scheitert an einer fremden oder beschädigten.
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

# Öffnet das Protokoll zum Schreiben. Eine abgerissene letzte Zeile geht weg: Was sie ankündigte, geschah nicht.
function Open-Journal {
  Read-Journal
  $whole = (Get-JournalBytes).Length
  $script:Journal = [IO.File]::Open($JournalPath, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::Read)
  $script:Journal.SetLength($whole)
  $null = $script:Journal.Seek($whole, [IO.SeekOrigin]::Begin)
}

# Schreibt eine Zeile bis auf die Platte. Nach einem Fehlschlag keine weitere.
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

# Für das, was auch ohne Protokoll geschehen muss: die Rücknahme.
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

# Die Schritte, die begonnen und nicht zurückgenommen sind.
function Get-Touched([string]$Change) {
  $touched = @()
  foreach ($record in $script:Records) {
    if (-not (Test-Same $record.change $Change)) { continue }
    if ($record.kind -eq 'intent') { $touched += $record.step }
    if ($record.kind -eq 'undone') { $touched = @($touched | Where-Object { $_ -ne $record.step }) }
  }
  $touched
}

# Hält fest, wie eine Änderung endete. Antwortet, ob es im Protokoll steht.
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

$CopyFolder = Join-Path $PSScriptRoot 'copies'

function Get-Bytes([string]$Hex) {
  $bytes = New-Object 'byte[]' ($Hex.Length / 2)
  for ($index = 0; $index -lt $bytes.Length; $index++) { $bytes[$index] = [Convert]::ToByte($Hex.Substring(2 * $index, 2), 16) }
  , $bytes
}

# Der Inhalt nach den Ersetzungen oder (Before) wieder davor. Passt er nicht zum Plan, so gilt nichts davon.
function Get-Spliced([byte[]]$Bytes, $Step, [string]$Side) {
  $result = New-Object IO.MemoryStream
  $reached = 0
  foreach ($splice in $Step.Splices) {
    $at = $splice.At
    $taken = Get-Bytes $splice.Takes
    $put = Get-Bytes $splice.Puts
    if ($Side -eq 'Before') { $at = $splice.AtAfter; $taken, $put = $put, $taken }
    $result.Write($Bytes, $reached, $at - $reached)
    $result.Write($put, 0, $put.Length)
    $reached = $at + $taken.Length
  }
  $result.Write($Bytes, $reached, $Bytes.Length - $reached)
  $content = $result.ToArray()
  if (-not (Test-Content $content $Step[$Side])) { throw 'the content is not the one that the plan names' }
  , $content
}

function Write-Flushed([string]$Path, [byte[]]$Bytes) {
  $file = [IO.File]::Open($Path, [IO.FileMode]::Create, [IO.FileAccess]::Write, [IO.FileShare]::None)
  try { $file.Write($Bytes, 0, $Bytes.Length); $file.Flush($true) } finally { $file.Close() }
}

# Die Zeichen zwischen apply.ps1, seinem Wächter und dem, der bestätigt.
function Remove-Code([string]$Code) {
  foreach ($name in @('watching-', 'confirmed-')) { [IO.File]::Delete((Join-Path $PSScriptRoot ($name + $Code))) }
}

function Get-BesidePath([string]$Path) {
  Join-Path ([IO.Path]::GetDirectoryName($Path)) ('bollwerk-new' + [IO.Path]::GetExtension($Path))
}

# Schreibt daneben und tauscht dann: Windows lässt dabei Besitzer, Rechte und Attribute der Datei, wie sie sind.
# Die Endung bleibt, damit ein Webserver auch diese Datei nicht herausgibt.
function Write-Replaced([string]$Path, [byte[]]$Bytes) {
  $beside = Get-BesidePath $Path
  try {
    Write-Flushed $beside $Bytes
    if ([IO.File]::Exists($Path)) { [IO.File]::Replace($beside, $Path, [NullString]::Value) }
    else { [IO.File]::Move($beside, $Path) }
  } finally { [IO.File]::Delete($beside) }
}

# Setzt einen Wert mit seiner Art oder nimmt ihn weg. Schlüssel werden nie angelegt.
function Set-RegistryPlace($Step, $Value) {
  $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
  $key = $root.OpenSubKey($Step.Key, $true)
  if ($null -eq $key) { throw 'there is no such key' }
  if ($null -eq $Value) { $key.DeleteValue($Step.Name, $false) }
  elseif ($Value.Type -eq 'DWord') { $key.SetValue($Step.Name, [Convert]::ToInt32($Value.Content, 16), 'DWord') }
  elseif ($Value.Type -eq 'QWord') { $key.SetValue($Step.Name, [Convert]::ToInt64($Value.Content, 16), 'QWord') }
  elseif ($Value.Type -eq 'Binary') { $key.SetValue($Step.Name, [byte[]](Get-Bytes $Value.Content), 'Binary') }
  elseif ($Value.Type -eq 'MultiString') { $key.SetValue($Step.Name, [string[]]@($Value.Content), 'MultiString') }
  else { $key.SetValue($Step.Name, [string]$Value.Content, $Value.Type) }
  $key.Flush()
  $key.Close()
}

# Macht einen Ort zu dem, was er davor oder danach ist. Dem wird nicht geglaubt: Wer ruft, liest zurück.
function Set-Place($Step, [string]$Side) {
  if ($Step.Kind -eq 'registry') { Set-RegistryPlace $Step $Step[$Side] }
  else { Write-Replaced $Step.Path (Get-Spliced ([IO.File]::ReadAllBytes($Step.Path)) $Step $Side) }
}

function Get-CopyPath($Change, [int]$Index) { Join-Path $CopyFolder ('{0}-{1}' -f $Change.Number, $Index) }

# Die Kopien halten ganze Dateien und gehen, sobald sie niemand mehr braucht.
function Remove-Copies {
  if (-not [IO.Directory]::Exists($CopyFolder)) { return }
  try {
    foreach ($change in $Changes) {
      for ($index = 0; $index -lt $change.Steps.Length; $index++) { [IO.File]::Delete((Get-CopyPath $change $index)) }
    }
    [IO.Directory]::Delete($CopyFolder)
  } catch { Write-Word 'copies' @($CopyFolder, (Get-Cause $_)) }
}

# Bringt eine Datei zurück, die ganz fehlt. Was jemand anderes geschrieben hat, bleibt unberührt.
function Restore-Copy($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  $bytes = [IO.File]::ReadAllBytes((Get-CopyPath $Change $Index))
  if (-not (Test-Content $bytes $step.Before)) { throw 'the copy is not the file' }
  Write-Replaced $step.Path $bytes
}

# Nimmt einen Schritt zurück. Antwortet nichts, wenn alles wie vorher ist, sonst, woran es liegt.
function Undo-Step($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  try {
    # Was ein Absturz daneben liegen ließ, hält eine ganze Datei.
    if ($step.Kind -eq 'file') { [IO.File]::Delete((Get-BesidePath $step.Path)) }
    $standing = Get-Standing $step
    if ($standing -ne 'before') {
      $null = Add-RecordIfPossible ([ordered]@{ kind = 'undoing'; change = $Change.Id; step = $Index })
      if ($standing -eq 'after') { Set-Place $step 'Before' }
      elseif ($standing -eq 'no-file') { Restore-Copy $Change $Index }
      if ((Get-Standing $step) -ne 'before') { return @{ Reason = 'foreign'; Place = $step.Place; Cause = '' } }
    }
  } catch { return @{ Reason = 'not-back'; Place = $step.Place; Cause = (Get-Cause $_) } }
  $null = Add-RecordIfPossible ([ordered]@{ kind = 'undone'; change = $Change.Id; step = $Index })
}

# Nimmt begonnene Schritte zurück, den letzten zuerst, bis zum ersten, bei dem es nicht geht.
function Undo-Change($Change) {
  $touched = @(Get-Touched $Change.Id)
  for ($index = $Change.Steps.Length - 1; $index -ge 0; $index--) {
    if ($touched -notcontains $index) { continue }
    $failure = Undo-Step $Change $index
    if ($null -ne $failure) { return $failure }
  }
}

$HangSeconds = 300
$GraceSeconds = 30

# Die letzte Zeile dieser Art über diese Änderung seit dem letzten Beginn von apply.ps1; nichts, wenn keine.
function Get-Record([string]$Kind, [string]$Change) {
  $found = $null
  foreach ($record in $script:Records) {
    if (($record.kind -eq 'begun') -and ($record.action -eq 'apply')) { $found = $null }
    if (($record.kind -eq $Kind) -and (Test-Same $record.change $Change)) { $found = $record }
  }
  $found
}

# Wartet als Wächter, bis apply.ps1 die Sperre freigibt. Antwortet nichts, wenn die Änderung schon ihr Ende hat.
# Hängt apply.ps1 über die Frist hinaus, so wird es beendet: Niemand darf länger ausgesperrt bleiben.
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

# Zurückgenommen wird auch dann, wenn das Protokoll nicht mehr zu schreiben ist.
function Add-BeginningIfPossible([string]$Action) {
  try { Add-Beginning $Action; $true } catch { $false }
}

# Ob die Änderung, die wartet, bestätigt ist; gewartet wird bis zu ihrer Frist.
function Test-Confirmed($Change) {
  $awaiting = Get-Record 'awaiting' $Change.Id
  if ($null -eq $awaiting) { return $false }
  while ((Get-SecondsUntil $awaiting.until) -gt 0) {
    if ([IO.File]::Exists((Join-Path $PSScriptRoot ('confirmed-' + $Watch)))) { return $true }
    Start-Sleep -Seconds 1
  }
  [IO.File]::Exists((Join-Path $PSScriptRoot ('confirmed-' + $Watch)))
}

# Nimmt eine Änderung zurück, soweit sie begonnen ist. Antwortet, wie sie endete.
function Restore-Change($Change, [string]$Ending) {
  $failure = Undo-Change $Change
  if ($null -ne $failure) { $Ending = 'undo-failed' }
  $null = Add-Ending $Change $Ending $failure
  Write-Ending $Change $Ending $failure
  $Ending
}

# Alles, was begonnen und nicht zurückgenommen ist, das Letzte zuerst.
function Restore-All {
  $null = Add-BeginningIfPossible 'rollback'
  $endings = @()
  for ($index = $Changes.Length - 1; $index -ge 0; $index--) {
    $change = $Changes[$index]
    if (@(Get-Touched $change.Id).Length -gt 0) { $endings += Restore-Change $change 'undone' }
  }
  Complete-Rollback $endings
}

# Als Wächter: nur die eine Änderung, und nur, wenn niemand sie bestätigt.
function Restore-Watched($Change) {
  # Zwischen dem letzten Blick und der Sperre kann apply.ps1 fertig geworden sein.
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

# Sagt apply.ps1 durch eine Datei, dass jemand wacht, und wartet dann.
function Start-Watch($Change) {
  Read-Journal
  Write-Flushed (Join-Path $PSScriptRoot ('watching-' + $Watch)) (New-Object 'byte[]' 0)
  Wait-Lock $Change
}

if (-not (Test-Ready)) { exit 2 }
exit (Start-Rollback)
