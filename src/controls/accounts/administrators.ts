import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Few known persons hold the administrator permission (automate.md §5, screenconnect.md §3.2). */
export const accountsAdministrators: Control = awaited({
  id: 'accounts.administrators',
  measure: 'accounts',
  title: say('Nur wenige, bekannte Personen sind Administratoren', 'Only few, known persons are administrators'),
  reason: say(
    'Jedes Administratorkonto ist ein Weg zu allen Kunden, und Angreifer legen sich gern ein eigenes an.',
    'Every administrator account is a way to all customers, and attackers like to create one of their own.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  references: [upkeepSources.connectwiseAnnouncement, upkeepSources.networkHardening],
  mappings: mappingsOf('accounts'),
  byHand: [
    say(
      'ScreenConnect: Notieren Sie unter Administration > Security alle Benutzer, deren Rolle das Recht Administer enthält; der Name der Rolle allein sagt es nicht.',
      'ScreenConnect: under Administration > Security note all users whose role holds the permission Administer; the name of the role alone does not tell.',
    ),
    say(
      'ScreenConnect: Sehen Sie dort auch nach, welche weiteren Benutzerquellen (Windows, LDAP, SAML, OpenID Connect) eingeschaltet sind und wer sie verwaltet.',
      'ScreenConnect: also look there which other user sources (Windows, LDAP, SAML, OpenID Connect) are on and who administers them.',
    ),
    say(
      'Automate: Öffnen Sie im Control Center die Benutzerklassen und notieren Sie, welche das Recht Super Admin haben und welche Benutzer zu ihnen gehören.',
      'Automate: in the Control Center open the user classes and note which have the permission Super Admin and which users belong to them.',
    ),
    say(
      'Entfernen Sie jedes Konto, zu dem Ihnen keine Person einfällt, und geben Sie Administratoren ein eigenes Konto neben dem für die tägliche Arbeit.',
      'Remove every account to which you cannot name a person, and give administrators an account of their own beside the one for daily work.',
    ),
  ],
})
