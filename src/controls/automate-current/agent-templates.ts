import type { AutomateAgentTemplatesFact } from '../../evidence/automate/facts.ts'
import { say, type Text } from '../../model/text.ts'
import { automateLook, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Agents are told to speak TLS and to check whom they speak to (automate.md §1.5, §7: CVE-2025-11492, -11493). */
export const agentTemplates: Control = {
  id: 'automate-current.agent-templates',
  version: 1,
  measure: 'automate-current',
  title: say(
    'Agenten sprechen nur verschlüsselt und prüfen das Zertifikat',
    'Agents speak encrypted only and check the certificate',
  ),
  reason: say(
    'Spricht ein Agent HTTP oder nimmt er jedes Zertifikat, kann jeder auf dem Weg ihm Befehle unterschieben (CVE-2025-11492, CVE-2025-11493).',
    'If an agent speaks HTTP or takes any certificate, anyone on the way can slip commands to it (CVE-2025-11492, CVE-2025-11493).',
  ),
  looksAt: say(
    'ServerAddress und die Einstellungen SSLAccept… jeder Agentenvorlage aus GET /RemoteAgentTemplates.',
    'ServerAddress and the settings SSLAccept… of each agent template from GET /RemoteAgentTemplates.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Stellen Sie die Agentenvorlagen auf HTTPS und auf strenge Prüfung des Zertifikats um.',
      'Change the agent templates to HTTPS and to strict checking of the certificate.',
    ),
    steps: [
      say(
        'Bringen Sie Automate und die Agenten zuerst auf 2025.9 oder neuer, und prüfen Sie, dass das Zertifikat des Servers für den Namen gilt, den die Agenten benutzen.',
        'First bring Automate and the agents to 2025.9 or newer, and check that the certificate of the server holds for the name that the agents use.',
      ),
      say(
        'Legen Sie im Control Center eine NEUE Agentenvorlage mit der Adresse https://… an, ohne die Einstellungen SSLAccept…, und geben Sie sie wenigen Testrechnern.',
        'In the Control Center create a NEW agent template with the address https://…, without the settings SSLAccept…, and give it to a few test machines.',
      ),
      say(
        'Melden sich die Testrechner einen Tag lang, stellen Sie die übrigen Vorlagen um und lesen Sie sie mit bollwerk collect automate neu. Vorsicht bei der Vorlage Default: Ein Schreibfehler dort trennt alle Agenten, und das ist schwer zu beheben.',
        'If the test machines report for a day, change the other templates and read them anew with bollwerk collect automate. Take care with the template Default: a mistake in it cuts off all agents, which is hard to repair.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Geben Sie den Rechnern die bisherige Vorlage zurück, solange sie sich noch melden.',
      'Give the machines their former template back while they still report.',
    ),
    downtime: say(
      'Keine; Agenten übernehmen die Vorlage bei ihrer nächsten Anmeldung.',
      'None; agents take the template over at their next check-in.',
    ),
  },
  references: [upkeepSources.automateFix],
  mappings: mappingsOf('automate-current'),
  judge,
}

type Template = AutomateAgentTemplatesFact['templates'][number]
type Found = Pick<Judgement, 'item' | 'outcome' | 'detail'>

function judge(question: Question): readonly Judgement[] {
  const look = automateLook(question, 'automate.agent-templates')
  if (!look) return [automateUnseen(question, 'automate.agent-templates')]
  const { templates } = look.value
  if (templates.length === 0) return [unknownBecause(noTemplates, [look])]
  const found = templates.flatMap(aboutTemplate)
  if (found.length > 0) return found.map((one) => ({ ...one, evidence: [look] }))
  const count = templates.length
  const detail = say(
    `Alle Agentenvorlagen (${count}) nennen nur https-Adressen und lassen kein ungültiges Zertifikat zu.`,
    `All agent templates (${count}) name https addresses only and accept no invalid certificate.`,
  )
  return [{ outcome: 'pass', detail, evidence: [look] }]
}

function aboutTemplate({ name, addresses, acceptsBadCertificates }: Template): readonly Found[] {
  const shown = quotation(name)
  const plain = addresses.filter((address) => /^http:/i.test(address)).map(quotation)
  const unclear = addresses.filter((address) => !/^https?:/i.test(address)).map(quotation)
  return [
    ...(plain.length > 0
      ? [{ item: `http:${name}`, outcome: 'fail' as const, detail: unencrypted(shown, plain.join(', ')) }]
      : []),
    ...(acceptsBadCertificates.length > 0
      ? [{ item: `certificate:${name}`, outcome: 'fail' as const, detail: careless(shown, acceptsBadCertificates) }]
      : []),
    ...(addresses.length === 0 || unclear.length > 0
      ? [{ item: `address:${name}`, outcome: 'unknown' as const, detail: withoutScheme(shown, unclear.join(', ')) }]
      : []),
  ]
}

function unencrypted(name: string, addresses: string): Text {
  return say(
    `Die Vorlage ${name} schickt Agenten unverschlüsselt zu ${addresses}.`,
    `The template ${name} sends agents unencrypted to ${addresses}.`,
  )
}

function careless(name: string, settings: readonly string[]): Text {
  const list = settings.join(', ')
  return say(
    `Mit der Vorlage ${name} nehmen Agenten ungültige Zertifikate hin (${list}).`,
    `With the template ${name} agents put up with invalid certificates (${list}).`,
  )
}

function withoutScheme(name: string, addresses: string): Text {
  return addresses === ''
    ? say(`Die Vorlage ${name} nennt keine Adresse.`, `The template ${name} names no address.`)
    : say(
        `Die Vorlage ${name} nennt ${addresses} ohne https://; ob Agenten dorthin verschlüsselt sprechen, ist nicht bekannt.`,
        `The template ${name} names ${addresses} without https://; whether agents speak encrypted there is not known.`,
      )
}

const noTemplates = say(
  'Die Schnittstelle zeigte keine Agentenvorlagen; das fragende Konto darf sie vermutlich nicht sehen.',
  'The interface showed no agent templates; the account that asks probably may not see them.',
)
