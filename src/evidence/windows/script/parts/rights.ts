import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const rightsPart: CollectorPart = {
  fact: 'windows.rights',
  source: 'Get-Acl',
  about: say(
    'Wer Dateien und Schlüssel lesen oder ändern darf, in denen Geheimnisse stehen (nach SID)',
    'Who may read or change the files and keys that hold secrets (by SID)',
  ),
  entry: 'Read-Rights',
  script: String.raw`
function Get-SensitiveObject {
  @{ what = 'automate-agent-key'; kind = 'registry'; path = 'HKLM:\SOFTWARE\LabTech\Agent' }
  @{ what = 'automate-agent-key'; kind = 'registry'; path = 'HKLM:\SOFTWARE\WOW6432Node\LabTech\Agent' }
  @{ what = 'automate-setup-key'; kind = 'registry'; path = 'HKLM:\SOFTWARE\LabTech\Setup' }
  @{ what = 'automate-setup-key'; kind = 'registry'; path = 'HKLM:\SOFTWARE\WOW6432Node\LabTech\Setup' }
  $automate = Find-AutomateFolder
  if ($automate) { @{ what = 'automate-folder'; kind = 'folder'; path = $automate } }
  $setup = 'HKLM:\SOFTWARE\WOW6432Node\LabTech\Setup'
  $share = Get-OneValue $setup 'Local LTShare'
  if ($share) { @{ what = 'automate-ltshare'; kind = 'folder'; path = [string]$share } }
  $screenConnect = Find-ScreenConnectFolder
  if ($screenConnect) {
    @{ what = 'screenconnect-folder'; kind = 'folder'; path = $screenConnect }
    @{ what = 'screenconnect-web-config'; kind = 'file'; path = ($screenConnect + '\web.config') }
    @{ what = 'screenconnect-app-data'; kind = 'folder'; path = ($screenConnect + '\App_Data') }
    @{ what = 'screenconnect-user-xml'; kind = 'file'; path = ($screenConnect + '\App_Data\User.xml') }
  }
  foreach ($service in @(Find-DatabaseService)) {
    $file = Get-DefaultsFile $service.PathName
    if ($file) { @{ what = 'database-configuration'; kind = 'file'; path = $file } }
    $program = Get-ProgramPath $service.PathName
    if ($program) { @{ what = 'database-program'; kind = 'file'; path = $program } }
    if ($file -and (Test-There $file)) {
      $data = (Read-Settings $file)['settings']['datadir']
      if ($data) { @{ what = 'database-data'; kind = 'folder'; path = ($data -replace '/', '\') } }
    }
  }
}

function Get-ObjectRights($Object) {
  $list = Get-Acl -LiteralPath $Object['path'] -ErrorAction Stop
  $sids = [Security.Principal.SecurityIdentifier]
  $mask = 'FileSystemRights'
  if ($Object['kind'] -eq 'registry') { $mask = 'RegistryRights' }
  [ordered]@{
    what = $Object['what']
    path = (Get-SureText ($Object['path'] -replace '^HKLM:', 'HKLM') 4000)
    kind = $Object['kind']
    owner = (Get-Text ($list.GetOwner($sids).Value) 290)
    entries = @($list.GetAccessRules($true, $true, $sids) | ForEach-Object {
      [ordered]@{
        sid = (Get-SureText $_.IdentityReference.Value)
        allow = ([int]$_.AccessControlType -eq 0); rights = [long][int]$_.$mask; inherited = [bool]$_.IsInherited
      }
    })
  }
}

function Read-Rights {
  [ordered]@{
    objects = @(foreach ($object in @(Get-SensitiveObject)) {
      Assert-Time
      if (Test-There $object['path']) { Get-ObjectRights $object }
    })
  }
}
`.trim(),
}

export const sharesPart: CollectorPart = {
  fact: 'windows.shares',
  source: 'MSFT_SmbShare',
  about: say('Freigaben und wer sie nutzen darf (nach SID)', 'Shares and who may use them (by SID)'),
  entry: 'Read-Shares',
  script: `
#de Die Rechte stehen als SDDL da; darin sind Konten SIDs und nichts ist übersetzt.
#en The rights stand there as SDDL; in it accounts are SIDs and nothing is translated.
function Get-ShareEntry($Descriptor) {
  if (-not $Descriptor) { return }
  $security = New-Object Security.AccessControl.RawSecurityDescriptor ([string]$Descriptor)
  foreach ($entry in @($security.DiscretionaryAcl | Where-Object { $null -ne $_ })) {
    [ordered]@{
      sid = (Get-SureText $entry.SecurityIdentifier.Value)
      allow = ([int]$entry.AceQualifier -eq 0); rights = [long][int]$entry.AccessMask
    }
  }
}

function Read-Shares {
  [ordered]@{
    shares = @(Get-Cim 'MSFT_SmbShare' 'root/Microsoft/Windows/SMB' | ForEach-Object {
      [ordered]@{
        name = (Get-SureText $_.Name)
        path = (Get-Text $_.Path)
        administrative = [bool]$_.Special
        entries = @(Get-ShareEntry $_.SecurityDescriptor)
      }
    })
  }
}
`.trim(),
}
