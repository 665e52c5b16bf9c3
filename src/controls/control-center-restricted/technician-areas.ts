import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { technicianAreas } from '../technician-areas.ts'

/**
 * The internet must not reach the technicians' part of Automate. Which applications that is, and that `LabTech` is
 * never restricted, stands in the EBERTLANG article on address restrictions.
 */
export const controlCenterTechnicianAreas: Control = {
  id: 'control-center-restricted.technician-areas',
  version: 1,
  measure: 'control-center-restricted',
  title: say(
    'Das Control Center ist nur aus den Netzen der Techniker erreichbar',
    "The Control Center answers the technicians' networks only",
  ),
  reason: say(
    'Wer die Anmeldung nicht erreicht, kann weder Kennwörter durchprobieren noch eine Lücke der Oberfläche oder der Schnittstelle ausnutzen.',
    'Whoever cannot reach the sign-in can neither try passwords nor use a hole of the interface or the API.',
  ),
  looksAt: say(
    'Die Antworten der Techniker-Pfade von Automate (etwa /automate und /cwa) auf Anfragen aus dem Internet.',
    "The answers of the technicians' paths of Automate (such as /automate and /cwa) to requests from the internet.",
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie in IIS auf die Anwendungen cwa, LegacyCCASMX und WCC2 nur die Netze Ihrer Techniker zu. Die Anwendung LabTech bleibt unbeschränkt, sonst verlieren Sie die Agenten.',
      "Let only your technicians' networks reach the IIS applications cwa, LegacyCCASMX and WCC2. Leave the application LabTech unrestricted, or you lose the agents.",
    ),
    steps: [
      say(
        'Legen Sie einen zweiten Zugang bereit, über den Sie den Server ohne Control Center erreichen (Konsole des Hypervisors), und sichern Sie %windir%\\System32\\inetsrv\\config\\applicationHost.config.',
        'Have a second way to the server at hand that does without the Control Center (console of the hypervisor), and back up %windir%\\System32\\inetsrv\\config\\applicationHost.config.',
      ),
      say(
        'Installieren Sie im Server-Manager die Rolle Webserver (IIS) > Webserver > Sicherheit > „IP- und Domäneneinschränkungen“ (Windows-Feature Web-IP-Security).',
        'In Server Manager install Web Server (IIS) > Web Server > Security > "IP and Domain Restrictions" (Windows feature Web-IP-Security).',
      ),
      say(
        'Öffnen Sie im IIS-Manager nacheinander die Anwendungen cwa, LegacyCCASMX und WCC2, darin „Einschränkungen für IP-Adressen und Domänen“ (IP Address and Domain Restrictions), und fügen Sie je Netz der Techniker einen Zulassungseintrag hinzu, außerdem 127.0.0.1 und die Adresse des Servers selbst.',
        'In IIS Manager open the applications cwa, LegacyCCASMX and WCC2 one after another, in each "IP Address and Domain Restrictions", and add an allow entry for every network of the technicians, and for 127.0.0.1 and the address of the server itself.',
      ),
      say(
        'Stellen Sie dort unter „Featureeinstellungen bearbeiten“ den Zugriff für nicht angegebene Clients auf „Verweigern“. Ohne diesen Schritt beschränken die Einträge nichts.',
        'There, under "Edit Feature Settings", set the access for unspecified clients to "Deny". Without this step the entries restrict nothing.',
      ),
      say(
        'Steht ein Reverse Proxy davor, sieht IIS nur dessen Adresse: Beschränken Sie die Pfade dann am Proxy.',
        'With a reverse proxy in front IIS sees only its address: then restrict the paths at the proxy.',
      ),
      say(
        'Nutzen Sie seit Automate 2022.11 die eingebauten IP-Beschränkungen, entfernen Sie zuerst die von Hand gesetzten und prüfen Sie /cwa/api von außen nach; ob sie die REST-API abdecken, ist nicht belegt.',
        'If you use the restrictions built in since Automate 2022.11, remove those set by hand first and look at /cwa/api from outside; whether they cover the REST API is not proven.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Stellen Sie „Zugriff für nicht angegebene Clients“ wieder auf „Zulassen“ oder spielen Sie die gesicherte applicationHost.config zurück.',
      'Set the access for unspecified clients back to "Allow", or put the saved applicationHost.config back.',
    ),
    downtime: say(
      'Keine für Agenten. Techniker außerhalb der genannten Netze verlieren sofort den Zugang; das Nachinstallieren des Rollendienstes kann IIS kurz neu starten.',
      'None for agents. Technicians outside of the named networks lose access at once; installing the role service may restart IIS briefly.',
    ),
  },
  references: [sources.automateAccess, sources.automateAccessLimits, sources.iisAddressLists, sources.announcement2020],
  mappings: mappingsOf('control-center-restricted'),
  judge: technicianAreas,
}
