/** How the script itself fared: read last, by the end of the frame. */
export const collectorScript: string = String.raw`
#de Dieser Schlüssel öffnet sich nur Administratoren, auch wo .NET eingeschränkt ist.
#en This key opens to administrators only, also where .NET is restricted.
function Test-Elevated { try { Test-There 'Registry::HKEY_USERS\S-1-5-19' } catch { $false } }

function Read-Collector {
  [ordered]@{
    machine = (Get-SureText $machine); scriptVersion = $ScriptVersion
    languageMode = $languageMode
    powershell = [string]$PSVersionTable.PSVersion
    elevated = (Test-Elevated)
    culture = [string](Get-UICulture).Name
    utcOffsetMinutes = [int]([datetime]::Now - [datetime]::UtcNow).TotalMinutes
    milliseconds = [long]([datetime]::UtcNow - $started).TotalMilliseconds
  }
}
`.trim()
