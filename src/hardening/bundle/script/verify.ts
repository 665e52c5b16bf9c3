/** `verify.ps1` itself: reads every place and prints JSON; it writes nothing, not even a file. */
export const verify: string = `
function Get-Look($Change, [int]$Index) {
  $step = $Change.Steps[$Index]
  $cause = ''
  try { $standing = Get-Standing $step } catch { $standing = 'unreadable'; $cause = Get-Cause $_ }
  [ordered]@{ change = $Change.Id; step = $Index; place = $step.Place; stands = $standing; cause = $cause }
}

#de Wo mehrere Schritte denselben Ort ändern, sieht der eine nicht, was der andere schrieb: Das Nachbarfeld sagt es.
#en Where several steps change the same place, the one does not know what the other wrote: its neighbour says it.
function Complete-Looks($Looks) {
  for ($one = 0; $one -lt $Looks.Length; $one++) {
    for ($other = 0; $other -lt $Looks.Length; $other++) {
      if ($Looks[$one]['stands'] -ne 'other') { continue }
      if (-not [string]::Equals($Looks[$one]['place'], $Looks[$other]['place'], [StringComparison]::OrdinalIgnoreCase)) { continue }
      if (($other -gt $one) -and ($Looks[$other]['stands'] -eq 'after')) { $Looks[$one]['stands'] = 'after' }
      if (($other -lt $one) -and ($Looks[$other]['stands'] -eq 'before')) { $Looks[$one]['stands'] = 'before' }
    }
  }
}

if (-not (Test-Ready)) { exit 2 }
$looks = @(
  foreach ($change in $Changes) {
    for ($index = 0; $index -lt $change.Steps.Length; $index++) { Get-Look $change $index }
  }
)
Complete-Looks $looks
$report = [ordered]@{
  schema = 'bollwerk.bundle-look/1'; plan = $PlanHash; site = $Site; machine = $env:COMPUTERNAME; at = (Get-Now)
  places = $looks; note = $Words['looked']
}
Write-Output (ConvertTo-Json -InputObject $report -Depth 4)
if (@($looks | Where-Object { $_['stands'] -ne 'after' }).Length -gt 0) { exit 4 }
exit 0
`.trim()
