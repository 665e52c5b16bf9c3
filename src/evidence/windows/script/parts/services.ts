import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const servicesPart: CollectorPart = {
  fact: 'windows.services',
  source: 'Win32_Service',
  about: say(
    'Alle Dienste, ohne die Angaben hinter dem Programm',
    'All services, without the arguments behind the program',
  ),
  entry: 'Read-Services',
  script: `
function Read-Services {
  [ordered]@{
    services = @(Get-ServiceList | ForEach-Object {
      [ordered]@{
        name = (Get-SureText $_.Name)
        state = (Get-SureText $_.State); startMode = (Get-SureText $_.StartMode)
        program = (Get-ProgramPath $_.PathName)
        account = (Get-Text $_.StartName 290)
        processId = [long]$_.ProcessId
      }
    })
  }
}
`.trim(),
}

export const driversPart: CollectorPart = {
  fact: 'windows.drivers',
  source: 'Win32_SystemDriver',
  about: say('Alle Treiber', 'All drivers'),
  entry: 'Read-Drivers',
  script: `
function Read-Drivers {
  [ordered]@{
    drivers = @(Get-Cim 'Win32_SystemDriver' | ForEach-Object {
      [ordered]@{ name = (Get-SureText $_.Name); state = (Get-SureText $_.State); startMode = (Get-SureText $_.StartMode) }
    })
  }
}
`.trim(),
}
