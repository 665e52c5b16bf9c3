import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const administratorsPart: CollectorPart = {
  fact: 'windows.administrators',
  source: 'S-1-5-32-544',
  about: say(
    'Mitglieder der lokalen Administratoren nach SID, auch solche, die es nicht mehr gibt',
    'Members of the local administrators by SID, also those that exist no more',
  ),
  entry: 'Read-Administrators',
  script: String.raw`
function Get-AccountName([string]$Sid) {
  try {
    $identity = New-Object Security.Principal.SecurityIdentifier $Sid
    Get-Text ($identity.Translate([Security.Principal.NTAccount]).Value) 290
  } catch { $null }
}

#de Ein verwaistes Mitglied lässt sich nicht befragen; dann steht seine SID am Ende seines Pfades.
#en An orphaned member answers no questions; then its SID stands at the end of its path.
function Get-MemberSid($Member) {
  if ([string]$Member.psbase.Path -match 'S-1-\d+(-\d+)+$') { return $Matches[0] }
  (New-Object Security.Principal.SecurityIdentifier ($Member.objectSid.Value, 0)).Value
}

function Get-MemberKind($Member, $Name) {
  if ($null -eq $Name) { return 'unknown' }
  $kind = ([string]$Member.psbase.SchemaClassName).ToLowerInvariant()
  if (@('user', 'group') -contains $kind) { $kind } else { 'unknown' }
}

function Read-Administrators {
  $disabled = @{}
  Get-Cim 'Win32_UserAccount' 'root/cimv2' 'LocalAccount = TRUE' | ForEach-Object { $disabled[[string]$_.SID] = [bool]$_.Disabled }
  #de Die Gruppe heißt in jeder Sprache anders, ihre SID nicht.
  #en The group has another name in every language, its SID has not.
  $name = Get-LeafName (Get-AccountName 'S-1-5-32-544')
  if (-not $name) { throw 'bollwerk:unreadable:group-name' }
  $group = [ADSI]('WinNT://./{0},group' -f $name)
  [ordered]@{
    members = @($group.Invoke('Members') | ForEach-Object {
      Assert-Time
      $member = [ADSI]$_
      $sid = Get-MemberSid $member
      $account = Get-AccountName $sid
      $enabled = $null
      if ($disabled.ContainsKey($sid)) { $enabled = -not $disabled[$sid] }
      [ordered]@{ sid = $sid; name = $account; kind = (Get-MemberKind $member $account); enabled = $enabled }
    })
  }
}
`.trim(),
}
