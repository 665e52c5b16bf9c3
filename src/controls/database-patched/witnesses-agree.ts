import { type Evidence, isSeen } from '../../model/evidence.ts'
import { joined, say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { bindingOf, isLoopback } from '../database-binding.ts'
import { databaseSays } from '../database-inside.ts'
import {
  type DatabaseSighting,
  databaseSightings,
  databaseTellers,
  maySame,
  tellerNames,
} from '../database-sightings.ts'
import { databaseSources } from '../database-sources.ts'
import { latestLook } from '../latest-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { seenOnly, whence } from '../vantage-evidence.ts'

const dayMs = 86_400_000

/** What is said of the database inside, on Windows and from outside fits together. */
export const databaseWitnessesAgree: Control = {
  id: 'database-patched.witnesses-agree',
  version: 1,
  measure: 'database-patched',
  title: say('Alle Angaben zur Datenbank passen zusammen', 'All statements about the database fit together'),
  reason: say(
    'Widersprechen sich die Angaben, so wurde vielleicht die falsche Datenbank aktualisiert, oder eine zweite läuft unbemerkt mit.',
    'If the statements contradict each other, perhaps the wrong database was updated, or a second one runs unnoticed.',
  ),
  looksAt: say(
    'Version laut SQL, laut Programmdatei und laut Gruß am Port; bind_address und ob der Port von außen antwortet.',
    'The version by SQL, by the program file and by the greeting at the port; bind_address, and whether the port answers from outside.',
  ),
  servers: ['automate'],
  witnesses: ['inside', 'outside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Klären Sie, welche Datenbank Automate wirklich benutzt, und sehen Sie danach neu nach.',
      'Find out which database Automate really uses, then look again.',
    ),
    steps: [
      say(
        'Lesen Sie auf dem Automate-Server, welchen Datenbank-Server er benutzt: reg query "HKLM\\SOFTWARE\\LabTech\\Agent" /v SQLServer',
        'Read on the Automate server which database server it uses: reg query "HKLM\\SOFTWARE\\LabTech\\Agent" /v SQLServer',
      ),
      say(
        'Sehen Sie dort alle Dienste an, die eine Datenbank sein können: Get-CimInstance Win32_Service | Where-Object PathName -match "mysqld|mariadbd" | Select-Object Name, State, PathName',
        'Look there at all services that can be a database: Get-CimInstance Win32_Service | Where-Object PathName -match "mysqld|mariadbd" | Select-Object Name, State, PathName',
      ),
      say(
        'Erheben Sie die Belege am selben Tag neu: bollwerk collect mysql, bollwerk collect windows und bollwerk assess.',
        'Collect the evidence again on the same day: bollwerk collect mysql, bollwerk collect windows and bollwerk assess.',
      ),
    ],
    automatic: false,
    rollback: say('Nicht nötig: Es wird nur nachgesehen.', 'Not needed: this only looks.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [databaseSources.securityGuidelines],
  mappings: mappingsOf('database-patched'),
  judge: (question) => {
    const compared = [...versions(question), ...addresses(question)]
    return compared.length > 0 ? compared : [nothingToCompare(question)]
  },
}

/** Of each two tellers, whether anything that one says fits anything that the other says. */
function versions(question: Question): readonly Judgement[] {
  const told = databaseTellers
    .map((by) => databaseSightings(question, by))
    .filter((sightings): sightings is readonly [DatabaseSighting, ...DatabaseSighting[]] => sightings.length > 0)
  if (told.length < 2) return []
  const apart = told.flatMap((left, at) =>
    told.slice(at + 1).flatMap((right) => (left.some((a) => right.some((b) => maySame(a, b))) ? [] : [[left, right]])),
  )
  const [contradiction] = apart
  const all = told.flat()
  if (contradiction) return [different(contradiction.flat())]
  const names = joined(
    told.map(([{ by }]) => tellerNames[by]),
    ', ',
  )
  return [
    {
      item: 'version',
      outcome: 'pass',
      detail: say(
        `Alle nennen dieselbe Version ${all[0]?.version.text ?? ''}: ${names.de}.`,
        `All give the same version ${all[0]?.version.text ?? ''}: ${names.en}.`,
      ),
      evidence: all.map(({ piece }) => piece),
    },
  ]
}

function different(sightings: readonly DatabaseSighting[]): Judgement {
  const list = joined(
    sightings.map(({ by, version, piece }) => {
      const day = piece.at.slice(0, 10)
      return say(`${tellerNames[by].de}: ${version.text} (${day})`, `${tellerNames[by].en}: ${version.text} (${day})`)
    }),
    '; ',
  )
  const evidence = sightings.map(({ piece }) => piece)
  const detail = say(
    `Die Versionen passen nicht zusammen: ${list.de}.`,
    `The versions do not fit together: ${list.en}.`,
  )
  if (spanOf(evidence) <= dayMs) return { item: 'version', outcome: 'fail', detail, evidence }
  const between = say(
    'Zwischen den Belegen liegt mehr als ein Tag; vielleicht wurde dazwischen aktualisiert. Bitte erheben Sie beide neu.',
    'More than a day lies between them; perhaps an update came in between. Please collect both again.',
  )
  return { item: 'version', ...unknownBecause(joined([detail, between]), evidence) }
}

function spanOf(evidence: readonly Evidence[]): number {
  const times = evidence.map(({ at }) => Date.parse(at))
  return Math.max(...times) - Math.min(...times)
}

/** A database that says it listens on its own machine only cannot greet somebody else. */
function addresses(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const looked = latestLook(evidence.about(server.kind, 'outside.database'))
  const greeted = seenOnly(looked).filter(({ value }) => value.answer !== 'not-mysql' && !isLoopback(value.address))
  const closed = looked.filter((piece) => !isSeen(piece) && piece.missing.reason === 'absent')
  return databaseSays(question, 'mysql.settings').flatMap(({ piece, value }): Judgement[] => {
    const binding = bindingOf(value.variables)
    if (binding === undefined || !binding.every(isLoopback)) return []
    const from = whence(greeted)
    if (greeted.length > 0)
      return [
        {
          item: 'address',
          outcome: 'fail',
          detail: say(
            `Die Datenbank sagt, sie höre nur auf den eigenen Rechner (bind_address ${binding.join(', ')}); trotzdem antwortete am Datenbank-Port eine Datenbank (${from.de}). Läuft eine zweite, oder leitet etwas den Port weiter?`,
            `The database says that it listens on its own machine only (bind_address ${binding.join(', ')}); yet a database answered at the database port (${from.en}). Does a second one run, or does something forward the port?`,
          ),
          evidence: [piece, ...greeted],
        },
      ]
    if (closed.length === 0) return []
    return [
      {
        item: 'address',
        outcome: 'pass',
        detail: say(
          'Die Datenbank hört nur auf den eigenen Rechner, und von außen antwortet sie nicht.',
          'The database listens on its own machine only, and it does not answer from outside.',
        ),
        evidence: [piece, ...closed],
      },
    ]
  })
}

function nothingToCompare(question: Question): Judgement {
  const known = databaseTellers.flatMap((by) => databaseSightings(question, by))
  return known.length === 0 && question.evidence.about(question.server.kind, 'outside.database').length === 0
    ? notApplicable(say('Es gibt noch keine Angaben zur Datenbank.', 'There are no statements about the database yet.'))
    : notApplicable(
        say(
          'Es gibt nur einen Beleg zur Datenbank; vergleichen lässt sich nichts.',
          'There is only one piece of evidence about the database; nothing can be compared.',
        ),
        known.map(({ piece }) => piece),
      )
}
