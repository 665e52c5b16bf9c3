import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const iisPart: CollectorPart = {
  fact: 'windows.iis',
  source: String.raw`%windir%\System32\inetsrv\config\applicationHost.config, web.config`,
  about: say(
    'IIS: Sites, Bindungen, Anwendungen und IP-Beschränkungen, als XML gelesen',
    'IIS: sites, bindings, applications and IP restrictions, read as XML',
  ),
  entry: 'Read-Iis',
  script: String.raw`
#de Namensräume stören so nicht: web.config nennt manchmal einen.
#en So namespaces do not get in the way: web.config sometimes names one.
function Get-XmlNode($Node, [string[]]$Names) {
  $Node.SelectNodes((($Names | ForEach-Object { '*[local-name()="{0}"]' -f $_ }) -join '/'))
}

function Get-XmlRoot([string]$Path) { (Select-Xml -LiteralPath $Path -XPath '/*' -ErrorAction Stop).Node }

function Get-XmlAttribute($Node, [string]$Name) {
  if (($null -ne $Node) -and $Node.HasAttribute($Name)) { $Node.GetAttribute($Name) } else { $null }
}

#de Ein Attribut, oder was für den ganzen Server gilt, oder die Vorgabe von IIS.
#en An attribute, or what holds for the whole server, or the default of IIS.
function Get-IpFlag($Node, $Whole, [string]$Name, [bool]$Default) {
  $text = @(@($Node, $Whole) | ForEach-Object { Get-XmlAttribute $_ $Name } | Where-Object { $null -ne $_ })[0]
  if ($null -eq $text) { $Default } else { $text -eq 'true' }
}

function Get-IpEntry($Node) {
  Get-XmlNode $Node @('add') | ForEach-Object {
    $address = Get-XmlAttribute $_ 'ipAddress'
    if (-not $address) { $address = Get-XmlAttribute $_ 'domainName' }
    $mask = Get-Text (Get-XmlAttribute $_ 'subnetMask') 290
    [ordered]@{ address = (Get-SureText $address); mask = $mask; allowed = ((Get-XmlAttribute $_ 'allowed') -eq 'true') }
  }
}

function Get-IpRule($Node, $Whole) {
  $denyAction = Get-XmlAttribute $Node 'denyAction'
  if ($null -eq $denyAction) { $denyAction = Get-XmlAttribute $Whole 'denyAction' }
  [ordered]@{
    allowUnlisted = (Get-IpFlag $Node $Whole 'allowUnlisted' $true)
    proxyMode = (Get-IpFlag $Node $Whole 'enableProxyMode' $false)
    denyAction = (Get-Text $denyAction 290)
    entries = @(Get-IpEntry $Node)
  }
}

#de Alle ipSecurity einer Datei: die für das Ganze und die in location-Blöcken.
#en Every ipSecurity of a file: the one for the whole and those in location blocks.
function Get-IpPlace($Root, [string]$Base, [string]$File, $Whole) {
  $section = @('system.webServer', 'security', 'ipSecurity')
  foreach ($part in @(@($Root) + @(Get-XmlNode $Root @('location')))) {
    $path = (@($Base, (Get-XmlAttribute $part 'path')) | Where-Object { $_ -and ($_ -ne '.') }) -join '/'
    Get-XmlNode $part $section | ForEach-Object {
      [ordered]@{ path = (Get-SureText $path 4000); from = (Get-SureText $File 4000); rules = (Get-IpRule $_ $Whole) }
    }
  }
}

#de Anwendungen und virtuelle Verzeichnisse einer Site mit ihren Ordnern.
#en Applications and virtual directories of a site with their folders.
function Get-IisFolder($Site) {
  Get-XmlNode $Site @('application') | ForEach-Object {
    $application = [string](Get-XmlAttribute $_ 'path')
    Get-XmlNode $_ @('virtualDirectory') | ForEach-Object {
      $path = ($application + [string](Get-XmlAttribute $_ 'path')) -replace '/+', '/' -replace '(.)/$', '$1'
      $folder = [Environment]::ExpandEnvironmentVariables([string](Get-XmlAttribute $_ 'physicalPath'))
      [ordered]@{ path = (Get-SureText $path 4000); folder = (Get-Text $folder) }
    }
  }
}

#de Die web.config eines Ordners und die seiner Unterordner erster Stufe.
#en The web.config of a folder and those of its sub-folders of the first level.
function Get-FolderPlace($Entry, [string]$SiteName, $Whole) {
  if (-not $Entry.folder) { return }
  $base = $SiteName + ($Entry.path -replace '/$', '')
  $folders = @(@{ path = $base; folder = $Entry.folder })
  if (Test-There $Entry.folder) {
    $folders += @(Get-ChildItem -LiteralPath $Entry.folder -Directory -Force -ErrorAction Stop | Select-Object -First 300 |
      ForEach-Object { @{ path = ($base + '/' + $_.Name); folder = $_.FullName } })
  }
  foreach ($folder in $folders) {
    Assert-Time
    $file = $folder.folder + '\web.config'
    if (Test-There $file) { Get-IpPlace (Get-XmlRoot $file) $folder.path $file $Whole }
  }
}

function Get-IisSite($Site) {
  [ordered]@{
    name = (Get-SureText (Get-XmlAttribute $Site 'name'))
    bindings = @(Get-XmlNode $Site @('bindings', 'binding') | ForEach-Object {
      $binding = Get-SureText (Get-XmlAttribute $_ 'bindingInformation')
      [ordered]@{ protocol = (Get-SureText (Get-XmlAttribute $_ 'protocol')); information = $binding }
    })
    applications = @(Get-IisFolder $Site)
  }
}

#de Stehen die Einstellungen anderswo (gemeinsame Konfiguration), so gälte nicht, was hier steht.
#en If the settings stand elsewhere (shared configuration), what stands here would not hold.
function Assert-OwnConfiguration([string]$Folder) {
  $file = $Folder + '\redirection.config'
  if (-not (Test-There $file)) { return }
  $redirection = @(Get-XmlNode (Get-XmlRoot $file) @('configurationRedirection'))
  if ((Get-XmlAttribute $redirection[0] 'enabled') -eq 'true') { throw 'bollwerk:unreadable:shared-configuration' }
}

function Read-Iis {
  $folder = $env:windir + '\System32\inetsrv\config'
  $file = $folder + '\applicationHost.config'
  if (-not (Test-There $file)) { return $null }
  Assert-OwnConfiguration $folder
  $root = Get-XmlRoot $file
  $whole = @(Get-XmlNode $root @('system.webServer', 'security', 'ipSecurity'))[0]
  $sites = @(Get-XmlNode $root @('system.applicationHost', 'sites', 'site') | ForEach-Object { Get-IisSite $_ })
  $modules = @(Get-XmlNode $root @('system.webServer', 'globalModules', 'add') | ForEach-Object { Get-XmlAttribute $_ 'name' })
  $filtering = @(Get-XmlNode $root @('system.webServer', 'security', 'requestFiltering'))[0]
  $serverHeader = Get-XmlAttribute $filtering 'removeServerHeader'
  $removes = $null
  if ($null -ne $serverHeader) { $removes = ($serverHeader -eq 'true') }
  [ordered]@{
    sites = $sites
    places = @(
      Get-IpPlace $root '' $file $whole
      foreach ($site in $sites) { foreach ($entry in $site.applications) { Get-FolderPlace $entry $site.name $whole } }
    )
    restrictionModule = ($modules -contains 'IpRestrictionModule')
    removesServerHeader = $removes
  }
}
`.trim(),
}
