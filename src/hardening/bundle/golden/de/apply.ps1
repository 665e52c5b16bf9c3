#Requires -Version 5.1
#Requires -RunAsAdministrator
#
# Bollwerk: nimmt die Änderungen eines Plans vor.
# Aufruf als Administrator:  powershell.exe -NoProfile -File apply.ps1     (ohne Rückfrage: -Yes)
# Zurücknehmen: rollback.ps1   Nachsehen: verify.ps1
#
# Plan (SHA-256 der Datei): aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
# Was geschieht, steht in der Tabelle $Changes; der Rest führt sie nur aus. Neben die drei Skripte kommt journal.jsonl.
# Legen Sie den Ordner dorthin, wo nur Administratoren schreiben dürfen.

param([switch]$Yes, [string]$Confirm = '')

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
  'plan' = 'Plan für {0}, SHA-256 {1}. Geändert werden:'
  'ask' = 'Zum Ausführen bitte "ja" eintippen'
  'agreed' = 'ja'
  'declined' = 'Nichts wurde geändert.'
  'unfinished' = 'Nichts wurde geändert: Ein früherer Lauf ist abgebrochen. Bitte rufen Sie zuerst rollback.ps1 auf.'
  'confirm' = '{0}: Öffnen Sie jetzt von Ihrem eigenen Rechner eine NEUE Sitzung zu diesem Server, und rufen Sie dort binnen {1} Sekunden auf:  & "{2}" -Confirm {3}  Sonst wird die Änderung zurückgenommen.'
  'code' = 'Auf diesen Code wartet niemand. Er gilt nur einmal.'
  'confirmed' = 'Bestätigt. apply.ps1 macht weiter.'
  'proof' = 'Bewiesen ist damit noch nichts. Erheben Sie neue Belege, und geben Sie sie zusammen mit {0} an "bollwerk import".'
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

$ConfirmSeconds = 120

function Test-Unfinished {
  ($script:Records.Length -gt 0) -and ($script:Records[-1].kind -ne 'finished')
}

# Jeder Ort muss so sein, wie der Plan ihn sah; einer, den ein früherer Schritt ändert, wird einmal beurteilt.
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

# Hält eine Datei fest, bevor sie geändert wird, in einem Ordner nur für Administratoren und System.
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

# Macht einen Schritt: Kopie, Ankündigung, Schreiben, Zurücklesen. Antwortet nichts, wenn er gelang.
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

# Ein zweiter, verborgener Prozess nimmt die Änderung zurück, wenn dieser hier endet oder hängt. Ohne ihn kein Anfang.
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

# Wartet, bis jemand bestätigt, dass der Zugang noch geht. Der Aufruf dazu kommt aus einer neuen Anmeldung.
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

# Der zweite Aufruf, mit -Confirm: Er legt die Datei an, auf die der erste wartet.
function Confirm-Change([string]$Code) {
  if ($Code -notmatch '^[0-9a-f]{8}$') { Write-Word 'code'; return 2 }
  if (-not [IO.File]::Exists((Join-Path $PSScriptRoot ('watching-' + $Code)))) { Write-Word 'code'; return 2 }
  Write-Flushed (Join-Path $PSScriptRoot ('confirmed-' + $Code)) (New-Object 'byte[]' 0)
  Write-Word 'confirmed'
  0
}

# Nimmt die Änderung vor und nimmt sie zurück, wenn etwas fehlt. Antwortet, wie sie endete.
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

# Alle Änderungen, eine nach der anderen. Nach einer, die nicht sauber endete, beginnt keine mehr.
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

# Zeigt, was geschehen soll, und fragt, außer mit -Yes.
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
