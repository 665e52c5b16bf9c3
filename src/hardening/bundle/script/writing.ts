/** How `apply.ps1` and `rollback.ps1` write a place, and how they take steps back. */
export const writing: string = `
$CopyFolder = Join-Path $PSScriptRoot 'copies'

function Get-Bytes([string]$Hex) {
  $bytes = New-Object 'byte[]' ($Hex.Length / 2)
  for ($index = 0; $index -lt $bytes.Length; $index++) { $bytes[$index] = [Convert]::ToByte($Hex.Substring(2 * $index, 2), 16) }
  , $bytes
}

#de Der Inhalt nach den Ersetzungen oder (Before) wieder davor. Passt er nicht zum Plan, so gilt nichts davon.
#en The content after the replacements or (Before) before them again. If it does not fit the plan, none of it counts.
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

#de Die Zeichen zwischen apply.ps1, seinem Wächter und dem, der bestätigt.
#en The signs between apply.ps1, its watcher and whoever confirms.
function Remove-Code([string]$Code) {
  foreach ($name in @('watching-', 'confirmed-')) { [IO.File]::Delete((Join-Path $PSScriptRoot ($name + $Code))) }
}

function Get-BesidePath([string]$Path) {
  Join-Path ([IO.Path]::GetDirectoryName($Path)) ('bollwerk-new' + [IO.Path]::GetExtension($Path))
}

#de Schreibt daneben und tauscht dann: Windows lässt dabei Besitzer, Rechte und Attribute der Datei, wie sie sind.
#de Die Endung bleibt, damit ein Webserver auch diese Datei nicht herausgibt.
#en Writes beside it and then exchanges: Windows leaves owner, rights and attributes of the file as they are.
#en The extension stays, so that a web server does not hand out this file either.
function Write-Replaced([string]$Path, [byte[]]$Bytes) {
  $beside = Get-BesidePath $Path
  try {
    Write-Flushed $beside $Bytes
    if ([IO.File]::Exists($Path)) { [IO.File]::Replace($beside, $Path, [NullString]::Value) }
    else { [IO.File]::Move($beside, $Path) }
  } finally { [IO.File]::Delete($beside) }
}

#de Setzt einen Wert mit seiner Art oder nimmt ihn weg. Schlüssel werden nie angelegt.
#en Sets a value with its type, or takes it away. Keys are never created.
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

#de Macht einen Ort zu dem, was er davor oder danach ist. Dem wird nicht geglaubt: Wer ruft, liest zurück.
#en Makes a place what it is before or after. That is not believed: whoever calls reads back.
function Set-Place($Step, [string]$Side) {
  if ($Step.Kind -eq 'registry') { Set-RegistryPlace $Step $Step[$Side] }
  else { Write-Replaced $Step.Path (Get-Spliced ([IO.File]::ReadAllBytes($Step.Path)) $Step $Side) }
}

function Get-CopyPath($Change, [int]$Index) { Join-Path $CopyFolder ('{0}-{1}' -f $Change.Number, $Index) }

#de Die Kopien halten ganze Dateien und gehen, sobald sie niemand mehr braucht.
#en The copies hold whole files and go as soon as nobody needs them any more.
function Remove-Copies {
  if (-not [IO.Directory]::Exists($CopyFolder)) { return }
  try {
    foreach ($change in $Changes) {
      for ($index = 0; $index -lt $change.Steps.Length; $index++) { [IO.File]::Delete((Get-CopyPath $change $index)) }
    }
    [IO.Directory]::Delete($CopyFolder)
  } catch { Write-Word 'copies' @($CopyFolder, (Get-Cause $_)) }
}

#de Bringt eine Datei zurück, die ganz fehlt. Was jemand anderes geschrieben hat, bleibt unberührt.
#en Brings back a file that is missing altogether. What somebody else wrote is left alone.
function Restore-Copy($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  $bytes = [IO.File]::ReadAllBytes((Get-CopyPath $Change $Index))
  if (-not (Test-Content $bytes $step.Before)) { throw 'the copy is not the file' }
  Write-Replaced $step.Path $bytes
}

#de Nimmt einen Schritt zurück. Antwortet nichts, wenn alles wie vorher ist, sonst, woran es liegt.
#en Takes one step back. Answers nothing if all is as before, else what is in the way.
function Undo-Step($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  try {
    #de Was ein Absturz daneben liegen ließ, hält eine ganze Datei.
    #en What a crash left beside it holds a whole file.
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

#de Nimmt begonnene Schritte zurück, den letzten zuerst, bis zum ersten, bei dem es nicht geht.
#en Takes begun steps back, the last one first, up to the first that cannot be.
function Undo-Change($Change) {
  $touched = @(Get-Touched $Change.Id)
  for ($index = $Change.Steps.Length - 1; $index -ge 0; $index--) {
    if ($touched -notcontains $index) { continue }
    $failure = Undo-Step $Change $index
    if ($null -ne $failure) { return $failure }
  }
}
`.trim()
