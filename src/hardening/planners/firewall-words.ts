import { say, type Text } from '../../model/text.ts'
import type { NeededRule } from '../../targets/windows-firewall/needed-rules.ts'
import { admitLine, remoteDesktopLine } from '../../targets/windows-firewall/powershell.ts'

export const firewallWords: Readonly<Record<'title' | 'affected' | 'downtime', Text>> = {
  title: say('Windows-Firewall einschalten', 'Switch the Windows firewall on'),
  affected: say(
    'Alle, die diesen Server über das Netz erreichen: Herein kommt nur noch, was eine Regel zulässt.',
    'Everybody who reaches this server over the network: only what a rule admits still comes in.',
  ),
  downtime: say(
    'Es wirkt spätestens nach einem Neustart des Servers; Bollwerk startet nicht neu. Halten Sie dabei die Konsole des Hypervisors bereit. Zurück kommen Sie mit: bollwerk rollback',
    'It takes effect after a restart of the server at the latest; Bollwerk does not restart. Keep the console of the hypervisor at hand then. The way back is: bollwerk rollback',
  ),
}

/** Who is locked out where no rule admits them, with the line that does. Bollwerk cannot see here whether there is one. */
export function lockedOutBy(needed: readonly NeededRule[], keepAccess: readonly string[]): readonly Text[] {
  return [...needed.map(byPort), ownAccess(keepAccess)]
}

function byPort({ protocol, port, who }: NeededRule): Text {
  const place = `${protocol.toUpperCase()} ${port}`
  const line = admitLine({ protocol, port })
  return say(
    `${who.de} auf ${place}, wenn keine Regel den Port zulässt. Falls sie fehlt, vorher in PowerShell: ${line}`,
    `${who.en} on ${place} where no rule admits the port. If it is missing, first in PowerShell: ${line}`,
  )
}

function ownAccess(networks: readonly string[]): Text {
  const who = say(
    'Ihr eigener Fernzugang (zum Beispiel Remotedesktop), wenn keine Regel ihn zulässt.',
    'Your own remote access (for example remote desktop) where no rule admits it.',
  )
  if (networks.length === 0) return who
  const line = remoteDesktopLine(networks)
  return say(
    `${who.de} Falls sie fehlt, vorher in PowerShell: ${line}`,
    `${who.en} If it is missing, first in PowerShell: ${line}`,
  )
}

export const serviceStays: Text = say(
  'Den Dienst der Firewall (MpsSvc) stellt Bollwerk nicht selbst um. Bitte gehen Sie die Schritte durch.',
  'Bollwerk does not change the service of the firewall (MpsSvc) by itself. Please go through the steps.',
)
