import type { AutomateAgentTemplatesFact } from '../../evidence/automate/facts.ts'
import type { Severity } from '../../model/outcome.ts'
import { say, type Text } from '../../model/text.ts'
import { automateLook, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'

/** Agents come in by the name that the policy protects (automate.md §9: agents switch over by their template). */
export const agentAddresses: Control = {
  id: 'control-center-restricted.agent-addresses',
  version: 1,
  measure: 'control-center-restricted',
  title: say('Agenten benutzen den Namen, den die Richtlinie schützt', 'Agents use the name that the policy protects'),
  reason: say(
    'Kennen die Agenten eine andere Adresse, gibt es einen zweiten Eingang, für den keine Beschränkung gilt, oder sie sind nach der Umstellung verloren.',
    'If the agents know another address, there is a second entrance to which no restriction applies, or they are lost after the change.',
  ),
  looksAt: say(
    'ServerAddress jeder Agentenvorlage aus GET /RemoteAgentTemplates neben dem Namen der Richtlinie.',
    'ServerAddress of each agent template from GET /RemoteAgentTemplates beside the name of the policy.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Führen Sie alle Agenten über den Namen der Richtlinie, und schließen Sie den alten Eingang erst danach.',
      'Lead all agents over the name of the policy, and close the old entrance only then.',
    ),
    steps: [
      say(
        'Legen Sie im Control Center eine NEUE Agentenvorlage an, in der der Name der Richtlinie zuerst und die bisherige Adresse als zweite steht, und geben Sie sie wenigen Testrechnern.',
        'In the Control Center create a NEW agent template with the name of the policy first and the address so far second, and give it to a few test machines.',
      ),
      say(
        'Stellen Sie die übrigen Vorlagen um, wenn sich die Testrechner melden. Ein Schreibfehler in der Vorlage Default trennt alle Agenten.',
        'Change the other templates when the test machines report. A mistake in the template Default cuts off all agents.',
      ),
      say(
        'Nehmen Sie die alte Adresse heraus und schließen Sie sie in der Firewall, wenn sich über sie kein Agent mehr meldet. bollwerk collect automate liest die Adressen neu.',
        'Take the old address out and close it in the firewall when no agent reports through it any more. bollwerk collect automate reads the addresses anew.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Geben Sie den Rechnern die bisherige Vorlage zurück, solange die alte Adresse noch offen ist.',
      'Give the machines their former template back while the old address is still open.',
    ),
    downtime: say('Keine, solange beide Adressen offen sind.', 'None as long as both addresses are open.'),
  },
  references: [sources.automateAccess, sources.germanPorts],
  mappings: mappingsOf('control-center-restricted'),
  judge,
}

type Template = AutomateAgentTemplatesFact['templates'][number]

function judge(question: Question): readonly Judgement[] {
  const look = automateLook(question, 'automate.agent-templates')
  if (!look) return [automateUnseen(question, 'automate.agent-templates')]
  const { host } = question.server
  const { templates } = look.value
  const evidence = [look]
  if (templates.every(({ addresses }) => addresses.length === 0)) return [unknownBecause(noAddresses, evidence)]
  const found = templates.flatMap((template) => aboutTemplate(template, host))
  if (found.length > 0) return found.map((one) => ({ ...one, evidence }))
  const detail = say(`Alle Agentenvorlagen nennen nur ${host}.`, `All agent templates name ${host} only.`)
  return [{ outcome: 'pass', detail, evidence }]
}

function aboutTemplate({ name, addresses }: Template, host: string): readonly Omit<Judgement, 'evidence'>[] {
  if (addresses.length === 0)
    return [{ item: `template:${name}`, outcome: 'unknown', detail: noAddress(quotation(name)) }]
  const others = addresses.filter((address) => hostOf(address) !== host)
  if (others.length === 0) return []
  const shown = others.map(quotation).join(', ')
  const severity: Severity = others.length === addresses.length ? 'medium' : 'low'
  const detail = severity === 'medium' ? elsewhere(quotation(name), shown, host) : beside(quotation(name), shown, host)
  return [{ item: `template:${name}`, outcome: 'fail', severity, detail }]
}

function hostOf(address: string): string {
  const place = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  return place.replace(/:\d+$/, '').toLowerCase()
}

function elsewhere(name: string, addresses: string, host: string): Text {
  return say(
    `Die Vorlage ${name} führt Agenten zu ${addresses} und nicht zu ${host}.`,
    `The template ${name} leads agents to ${addresses} and not to ${host}.`,
  )
}

function beside(name: string, addresses: string, host: string): Text {
  return say(
    `Die Vorlage ${name} nennt neben ${host} auch ${addresses}: Das ist ein zweiter Eingang.`,
    `The template ${name} names ${addresses} beside ${host}: that is a second entrance.`,
  )
}

function noAddress(name: string): Text {
  return say(
    `Die Vorlage ${name} nennt keine Adresse; wohin ihre Agenten gehen, ist nicht bekannt.`,
    `The template ${name} names no address; where its agents go is not known.`,
  )
}

const noAddresses = say(
  'Keine Agentenvorlage nennt eine Adresse; das fragende Konto darf sie vermutlich nicht sehen.',
  'No agent template names an address; the account that asks probably may not see them.',
)
