import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { foreignAnswers } from '../foreign-answer.ts'
import { boundAdmissions, foreignLooks, homeAnswers } from '../foreign-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { whence } from '../vantage-evidence.ts'

/** What is bound to countries must not answer from elsewhere; only a look from elsewhere can tell. */
export const foreignRefused: Control = {
  id: 'geoblocking.foreign-refused',
  version: 2,
  measure: 'geoblocking',
  title: say('Zugriffe aus fremden Ländern werden abgewiesen', 'Requests from foreign countries are refused'),
  reason: say(
    'Betreiben Ihre Kunden nur Rechner in wenigen Ländern, hält Geoblocking den größten Teil der Massenangriffe fern.',
    'If your customers run machines in a few countries only, geoblocking keeps most of the mass attacks away.',
  ),
  looksAt: say(
    'Offene Ports und Antworten bei einem Blick aus einem fremden Land, verglichen mit einem Blick aus einem erlaubten Land.',
    'Open ports and answers in a look from a foreign country, compared with a look from an admitted country.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'paper'],
  severity: 'medium',
  maximumAgeDays: 90,
  remedy: {
    summary: say(
      'Richten Sie an der Firewall oder am vorgelagerten Proxy Geoblocking für die Länder Ihrer Richtlinie ein.',
      'At the firewall or at the proxy in front set up geoblocking for the countries of your policy.',
    ),
    steps: [
      say(
        'Prüfen Sie zuerst, aus welchen Ländern sich Ihre Agenten heute melden; Rechner auf Reisen gehören in die Richtlinie (areas: automate.agents: countries).',
        'First check from which countries your agents report today; travelling machines belong into the policy (areas: automate.agents: countries).',
      ),
      say(
        'Beschränken Sie an der Firewall die Weiterleitungen von 443 TCP, 75 UDP und dem Relay auf die Quellländer der Richtlinie. Die Netze Ihrer Techniker kommen als eigene Regel davor.',
        "At the firewall limit the forwards of 443 TCP, 75 UDP and the relay to the policy's source countries. Your technicians' networks go before that as a rule of their own.",
      ),
      say(
        'Haben alle Kunden feste Adressen, lassen Sie statt der Länder nur diese Netze zu (fixedNetworksOnly).',
        'If all customers have fixed addresses, admit only those networks instead of countries (fixedNetworksOnly).',
      ),
      say(
        'Sehen Sie danach von einem Rechner im Ausland nach, etwa einem gemieteten Server: bollwerk assess --from internet --country XX mit dessen Länderkürzel.',
        'Then look from a machine abroad, such as a rented server: bollwerk assess --from internet --country XX with its country code.',
      ),
    ],
    automatic: false,
    rollback: say('Schalten Sie die Länderregel wieder ab.', 'Switch the rule for countries off again.'),
    downtime: say(
      'Keine für erlaubte Länder. Agenten und Gäste in anderen Ländern verlieren die Verbindung; beginnen Sie deshalb im Beobachtungsmodus.',
      'None for admitted countries. Agents and guests in other countries lose their connection; so begin in observing mode.',
    ),
  },
  references: [sources.germanPorts, sources.automateProxy],
  mappings: mappingsOf('geoblocking'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const bound = boundAdmissions(question)
  if (bound.length === 0) return [notApplicable(unlimited)]
  const looks = foreignLooks(question)
  if (looks.length === 0) return [notLookedAbroad(question)]
  const answers = foreignAnswers(question)
  const through = answers.filter(({ proves }) => proves)
  const counted = through.length > 0 ? through : answers
  if (counted.length > 0)
    return counted.map(({ item, proves, text, evidence }) => {
      return { item, outcome: proves ? 'fail' : 'unknown', detail: text, evidence }
    })
  const home = homeAnswers(question, looks)
  if (home.length === 0) return [unknownBecause(nothingAnywhere, looks)]
  const [from, there] = [whence(looks), whence(home)]
  return [
    {
      outcome: 'pass',
      detail: say(
        `Abgewiesen ${from.de}; zugleich antwortet der Server ${there.de}. Das gilt für die Länder, aus denen nachgesehen wurde.`,
        `Refused ${from.en}; at the same time the server answers ${there.en}. That holds for the countries that were looked from.`,
      ),
      evidence: [...looks, ...home],
    },
  ]
}

function notLookedAbroad({ policy, evidence, server }: Question): Judgement {
  const all = evidence.about(server.kind, 'outside.tcp-ports')
  if (policy.fixedNetworksOnly) return unknownBecause(lookFromInternet, all)
  const countries = policy.countries.join(', ')
  return unknownBecause(
    say(
      `Niemand hat aus einem Land außerhalb von ${countries} nachgesehen. Antworten könnte ein Blick von dort (bollwerk assess --from internet --country XX mit dem Kürzel des Landes) oder die Konfiguration der Firewall.`,
      `Nobody has looked from a country other than ${countries}. What could answer: a look from there (bollwerk assess --from internet --country XX with the code of the country) or the firewall's configuration.`,
    ),
    all,
  )
}

const lookFromInternet = say(
  'Niemand hat aus einem fremden Netz nachgesehen, obwohl nur feste Netze zugelassen sein sollen. Antworten könnte ein Blick von dort (bollwerk assess --from internet) oder die Konfiguration der Firewall.',
  "Nobody has looked from a foreign network although only fixed networks are to be admitted. What could answer: a look from there (bollwerk assess --from internet) or the firewall's configuration.",
)

const unlimited = say(
  'Die Richtlinie bindet keinen Bereich dieses Servers, der für alle offen ist, an Länder.',
  'The policy binds no area of this server that is for everyone to countries.',
)

const nothingAnywhere = say(
  'Aus dem Ausland kam keine Antwort, aber auch aus einem erlaubten Land liegt keine vor; der Server war vielleicht einfach nicht da. Sehen Sie auch aus einem erlaubten Land nach.',
  'No answer came from abroad, but there is none from an admitted country either; the server may simply have been away. Look from an admitted country too.',
)
