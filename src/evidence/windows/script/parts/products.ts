import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const automatePart: CollectorPart = {
  fact: 'windows.automate',
  source: String.raw`LTAgent.exe, HKLM\SOFTWARE\LabTech`,
  about: say(
    'ConnectWise Automate: Ordner und Versionen; von Geheimnissen nur, dass sie da sind',
    'ConnectWise Automate: folders and versions; of secrets only that they are there',
  ),
  entry: 'Read-Automate',
  script: String.raw`
function Find-AutomateFolder {
  $service = @(Get-ServiceWithProgram '^LTAgent\.exe$')[0]
  if ($service) { return Get-ParentPath (Get-ProgramPath $service.PathName) }
  $other = Get-Item -LiteralPath 'Env:\ProgramFiles(x86)' -ErrorAction SilentlyContinue
  foreach ($root in @($env:ProgramFiles, $other.Value)) {
    $folder = $root + '\LabTech'
    if ($root -and (Test-There ($folder + '\LTAgent.exe'))) { return $folder }
  }
}

#de Nur die Namen der Werte werden angesehen, nicht ihr Inhalt.
#en Only the names of the values are looked at, not what they hold.
function Get-SecretPlace([string]$Key, [string]$Name) {
  if (@(Get-ValueName $Key) -contains $Name) { '{0}: {1}' -f ($Key -replace '^HKLM:', 'HKLM'), $Name }
}

#de Der Name des Datenbankservers; was keiner ist, bleibt weg, denn es könnte mehr verraten.
#en The name of the database server; what is none is left out, for it could tell more.
function Get-DatabaseServer {
  foreach ($key in @('HKLM:\SOFTWARE\LabTech\Agent', 'HKLM:\SOFTWARE\WOW6432Node\LabTech\Agent')) {
    $name = [string](Get-OneValue $key 'SQLServer')
    if ($name -match '^[A-Za-z0-9._:\\-]{1,200}$') { return $name }
  }
}

function Read-Automate {
  $folder = Find-AutomateFolder
  $version = $null
  if ($folder) { $version = Get-FileVersion ($folder + '\LTAgent.exe') }
  $agent = Get-Text (Get-OneValue 'HKLM:\SOFTWARE\LabTech\Service' 'Version') 290
  $database = Get-DatabaseServer
  $secrets = @(
    Get-SecretPlace 'HKLM:\SOFTWARE\LabTech\Agent' 'MysqlPass'
    Get-SecretPlace 'HKLM:\SOFTWARE\WOW6432Node\LabTech\Agent' 'MysqlPass'
    Get-SecretPlace 'HKLM:\SOFTWARE\LabTech\Setup' 'RootPassword'
    Get-SecretPlace 'HKLM:\SOFTWARE\WOW6432Node\LabTech\Setup' 'RootPassword'
  )
  if ((-not $folder) -and (-not $agent) -and (-not $database) -and ($secrets.Count -eq 0)) { return $null }
  [ordered]@{
    folder = (Get-Text $folder); serverVersion = $version; agentVersion = $agent
    databaseServer = (Get-Text $database)
    secretsPresent = @($secrets)
  }
}
`.trim(),
}

export const screenConnectPart: CollectorPart = {
  fact: 'windows.screenconnect',
  source: 'ScreenConnect.Service.exe, Win32_Service',
  about: say(
    'ScreenConnect: Ordner, Version, Dienst und Clients',
    'ScreenConnect: folder, version, service and clients',
  ),
  entry: 'Read-ScreenConnect',
  script: String.raw`
function Find-ScreenConnectService {
  $services = @(Get-ServiceWithProgram '^ScreenConnect\.Service\.exe$')
  $web = @($services | Where-Object { $_.Name -eq 'ScreenConnect Web Server' })
  if ($web.Count -gt 0) { $web[0] } elseif ($services.Count -gt 0) { $services[0] }
}

#de Das Programm liegt in Bin unter dem Ordner von ScreenConnect.
#en The program lies in Bin below the folder of ScreenConnect.
function Find-ScreenConnectFolder {
  $service = Find-ScreenConnectService
  if ($service) { Get-ParentPath (Get-ParentPath (Get-ProgramPath $service.PathName)) }
}

function Read-ScreenConnect {
  $server = Find-ScreenConnectService
  $clients = @(Get-ServiceWithProgram '^ScreenConnect\.ClientService\.exe$' | ForEach-Object {
    [ordered]@{ name = (Get-SureText $_.Name); version = (Get-FileVersion (Get-ProgramPath $_.PathName)) }
  })
  if ((-not $server) -and ($clients.Count -eq 0)) { return $null }
  $version = $null
  $service = $null
  if ($server) {
    $version = Get-FileVersion (Get-ProgramPath $server.PathName)
    $service = [ordered]@{ state = (Get-SureText $server.State); account = (Get-Text $server.StartName 290) }
  }
  $folder = Get-Text (Find-ScreenConnectFolder)
  [ordered]@{ folder = $folder; serverVersion = $version; clients = $clients; service = $service }
}
`.trim(),
}
