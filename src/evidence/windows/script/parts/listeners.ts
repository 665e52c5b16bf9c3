import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const listenersPart: CollectorPart = {
  fact: 'windows.listeners',
  source: 'MSFT_NetTCPConnection, MSFT_NetUDPEndpoint, Win32_Process, Win32_Service',
  about: say(
    'Wer an welchem Port lauscht (TCP und UDP), mit Programm und Diensten',
    'Who listens at which port (TCP and UDP), with program and services',
  ),
  entry: 'Read-Listeners',
  script: `
#de Prozess 4 ist der Kern von Windows: Dort lauscht http.sys für IIS und andere.
#en Process 4 is the kernel of Windows: there http.sys listens for IIS and others.
function Get-ProcessTable {
  $table = @{ '4' = 'System' }
  Get-Cim 'Win32_Process' | ForEach-Object { if ([long]$_.ProcessId -ne 4) { $table[[string]$_.ProcessId] = [string]$_.Name } }
  $table
}

function Get-ServiceTable {
  $table = @{}
  Get-ServiceList | Where-Object { $_.ProcessId } | ForEach-Object {
    $table[[string]$_.ProcessId] = @($table[[string]$_.ProcessId]) + [string]$_.Name
  }
  $table
}

function Get-Listener($Connection, [string]$Protocol, $Processes, $Owners) {
  $id = [string]$Connection.OwningProcess
  [ordered]@{
    protocol = $Protocol; address = (Get-SureText $Connection.LocalAddress); port = [int]$Connection.LocalPort
    processId = [long]$Connection.OwningProcess
    process = (Get-Text $Processes[$id])
    services = @($Owners[$id] | Where-Object { $_ } | ForEach-Object { Get-SureText $_ })
  }
}

function Read-Listeners {
  $processes = Get-ProcessTable
  $owners = Get-ServiceTable
  [ordered]@{
    listeners = @(
      Get-Cim 'MSFT_NetTCPConnection' 'root/StandardCimv2' 'State = 2' | Where-Object { [int]$_.State -eq 2 } |
        ForEach-Object { Get-Listener $_ 'tcp' $processes $owners }
      Get-Cim 'MSFT_NetUDPEndpoint' 'root/StandardCimv2' | Where-Object { [int]$_.LocalPort -gt 0 } |
        ForEach-Object { Get-Listener $_ 'udp' $processes $owners }
    )
  }
}
`.trim(),
}
