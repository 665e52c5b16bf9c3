import type { HttpFact } from '../../evidence/outside/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notSettledFrom } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { fromPlace, newest, seenOnly, whence } from '../vantage-evidence.ts'

const tellingHeaders: readonly string[] = ['server', 'x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version']

/** Headers that tell a mass scanner which version it found. */
export const productBanner: Control = {
  id: 'reverse-proxy.product-banner',
  version: 1,
  measure: 'reverse-proxy',
  title: say('Antworten verraten keine Versionen', 'Answers tell no versions'),
  reason: say(
    'Wer eine neue Lücke ausnutzt, sucht zuerst nach Servern, die ihre Version selbst nennen. Das Verbergen ersetzt kein Update, es nimmt nur die bequemste Suche.',
    'Whoever exploits a new hole first looks for servers that name their version themselves. Hiding it replaces no update, it only takes the most convenient search away.',
  ),
  looksAt: say(
    'Die Header Server, X-Powered-By, X-AspNet-Version und X-AspNetMvc-Version der Antworten an der öffentlichen Adresse.',
    'The headers Server, X-Powered-By, X-AspNet-Version and X-AspNetMvc-Version of the answers at the public address.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie den vorgelagerten Proxy die Header Server, X-Powered-By, X-AspNet-Version und X-AspNetMvc-Version entfernen.',
      'Let the proxy in front remove the headers Server, X-Powered-By, X-AspNet-Version and X-AspNetMvc-Version.',
    ),
    steps: [
      say(
        'Am Proxy: Entfernen Sie die Header aus jeder Antwort; die Abfrage der Version über /LabTech/agent.aspx brauchen die Agenten, sie bleibt.',
        'At the proxy: remove the headers from every answer; the question for the version over /LabTech/agent.aspx is needed by agents and stays.',
      ),
      say(
        'Automate ohne Proxy: Setzen Sie in IIS unter Anforderungsfilterung (requestFiltering) removeServerHeader auf true (Set-WebConfigurationProperty -PSPath IIS:\\ -Filter system.webServer/security/requestFiltering -Name removeServerHeader -Value $true) und löschen Sie X-Powered-By unter „HTTP-Antwortheader“.',
        'Automate without a proxy: in IIS under request filtering set removeServerHeader to true (Set-WebConfigurationProperty -PSPath IIS:\\ -Filter system.webServer/security/requestFiltering -Name removeServerHeader -Value $true) and delete X-Powered-By under "HTTP Response Headers".',
      ),
      say(
        'ScreenConnect ohne Proxy setzt seinen Server-Header selbst; die Einstellungen von IIS wirken dort nicht.',
        'ScreenConnect without a proxy sets its Server header itself; the settings of IIS have no effect there.',
      ),
    ],
    automatic: false,
    rollback: say('Nehmen Sie die Regel am Proxy wieder heraus.', 'Take the rule at the proxy out again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [sources.automateProxy, sources.screenconnectProxy],
  mappings: mappingsOf('reverse-proxy'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const all = evidence.about(server.kind, 'outside.http')
  const known = seenOnly(newest(all, ({ url }) => url))
  const internet = fromPlace(known, 'internet')
  const answers = internet.length > 0 ? internet : known
  if (answers.length === 0) return [notOnTheInternet(question) ?? notSettledFrom('internet', all)]
  const telling = tellingHeaders.flatMap((header) => {
    const found = answers.filter(({ value }) => tellsVersion(value.headers[header]))
    return found.length > 0 ? [tells(header, found, answers)] : []
  })
  return telling.length > 0 ? telling : [silent(answers)]
}

/** A product name alone says little; a number behind it is what scanners search for. */
function tellsVersion(header: string | undefined): boolean {
  return header !== undefined && /\d+\.\d+|\/\d/.test(header)
}

function tells(header: string, found: readonly Seen<HttpFact>[], answers: readonly Seen<HttpFact>[]): Judgement {
  const values = [...new Set(found.map(({ value }) => quotation(value.headers[header] ?? '')))].slice(0, 3).join('; ')
  const from = whence(found)
  const elsewhere = whence(answers.filter((answer) => !found.includes(answer)))
  const fact = say(
    `Der Header ${header} nennt „${values}“ (gesehen ${from.de}).`,
    `The header ${header} says "${values}" (seen ${from.en}).`,
  )
  const split = say(`Andere Antworten (${elsewhere.de}) nennen nichts.`, `Other answers (${elsewhere.en}) say nothing.`)
  const different = answers.length > found.length
  return {
    item: header,
    outcome: 'fail',
    detail: joined(different ? [fact, split] : [fact]),
    evidence: different ? answers : found,
  }
}

function silent(answers: readonly Seen<HttpFact>[]): Judgement {
  const from = whence(answers)
  return {
    outcome: 'pass',
    detail: say(`Kein Header nennt eine Version (gesehen ${from.de}).`, `No header tells a version (seen ${from.en}).`),
    evidence: answers,
  }
}
