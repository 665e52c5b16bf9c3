import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { internalSource } from '../screenconnect-accounts.ts'
import { onEveryFolderWith } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

const shortest = 14

/** Passwords of internal users are long (screenconnect.md §3.3; the length is our suggestion). */
export const screenconnectPasswords: Control = {
  id: 'accounts.screenconnect-passwords',
  version: 1,
  measure: 'accounts',
  title: say('ScreenConnect verlangt lange Kennwörter', 'ScreenConnect demands long passwords'),
  reason: say(
    'Kurze Kennwörter sind erraten, bevor eine Sperre hilft, und aus gestohlenen Hashes in Stunden errechnet.',
    'Short passwords are guessed before a lock helps, and computed from stolen hashes within hours.',
  ),
  looksAt: say(
    'minRequiredPasswordLength der internen Benutzer in web.config.',
    'minRequiredPasswordLength of the internal users in web.config.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      `Verlangen Sie mindestens ${shortest} Zeichen und lassen Sie kurze Kennwörter ersetzen.`,
      `Demand at least ${shortest} characters and have short passwords replaced.`,
    ),
    steps: [
      say(
        'Sichern Sie die web.config an einen Ort außerhalb des Installationsordners.',
        'Back web.config up to a place outside of the installation folder.',
      ),
      say(
        `Setzen Sie unter <membership> > <providers> > <add name="InternalMembershipProvider"> minRequiredPasswordLength auf ${shortest}. Der Name ist an einer Installation beobachtet, nicht vom Hersteller belegt.`,
        `Under <membership> > <providers> > <add name="InternalMembershipProvider"> set minRequiredPasswordLength to ${shortest}. The name was observed on one installation and is not documented by the vendor.`,
      ),
      say(
        'Die Länge gilt nur für neue Kennwörter. Bitten Sie alle Benutzer, ihres zu ändern.',
        'The length holds for new passwords only. Ask all users to change theirs.',
      ),
    ],
    automatic: false,
    rollback: say('Spielen Sie die gesicherte web.config zurück.', 'Put the saved web.config back.'),
    downtime: say(
      'Das Speichern startet die Weboberfläche neu (Sekunden); Sitzungen laufen weiter.',
      'Saving restarts the web interface (seconds); sessions go on.',
    ),
  },
  references: [upkeepSources.connectwiseAnnouncement, screenconnectSources.hardening],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.settings', (piece) => {
    const source = internalSource(piece.value)
    const length = source?.passwordLength ?? null
    if (source && !source.enabled) return [notApplicable(switchedOff, [piece])]
    if (length === null) return [unknownBecause(notWritten, [piece])]
    const detail = say(`Verlangt werden ${length} Zeichen.`, `${length} characters are demanded.`)
    if (length >= shortest) return [{ outcome: 'pass', detail, evidence: [piece] }]
    const wanted = say(
      `Gewünscht sind mindestens ${shortest}; das gilt dann für neue Kennwörter.`,
      `Wanted are at least ${shortest}; that then holds for new passwords.`,
    )
    const failed = say(`${detail.de} ${wanted.de}`, `${detail.en} ${wanted.en}`)
    return [{ item: 'minRequiredPasswordLength', outcome: 'fail', detail: failed, evidence: [piece] }]
  })
}

const notWritten = say(
  'In web.config steht nicht, wie lang Kennwörter interner Benutzer sein müssen; was dann gilt, ist nicht belegt. Bitte tragen Sie es ein.',
  'web.config does not say how long passwords of internal users must be; what holds then is not documented. Please enter it.',
)

const switchedOff = say(
  'Interne Benutzer sind abgeschaltet; die Regeln für Kennwörter setzt die Quelle, aus der die Benutzer kommen.',
  'Internal users are switched off; the rules for passwords are set by the source that the users come from.',
)
