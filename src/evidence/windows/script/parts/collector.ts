/** How the script itself fared: read last, by the end of the frame. */
export const collectorScript: string = String.raw`
function Test-Elevated {
  if ($languageMode -eq 'FullLanguage') {
    $principal = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
    return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
  }
  #de Dieser Schlüssel öffnet sich nur Administratoren.
  #en This key opens to administrators only.
  try { $null = Get-Item -LiteralPath 'Registry::HKEY_USERS\S-1-5-19' -ErrorAction Stop; $true } catch { $false }
}

function Read-Collector {
  [ordered]@{
    machine = (Get-SureText $machine)
    scriptVersion = $ScriptVersion
    languageMode = $languageMode
    powershell = [string]$PSVersionTable.PSVersion
    elevated = (Test-Elevated)
    culture = [string](Get-UICulture).Name
    utcOffsetMinutes = [int]([datetime]::Now - [datetime]::UtcNow).TotalMinutes
    milliseconds = [long]([datetime]::UtcNow - $started).TotalMilliseconds
  }
}
`.trim()
