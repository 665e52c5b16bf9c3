import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import { answeredPaths } from '../answered-path.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { isRestricting } from '../iis-judgement.ts'
import { effectiveRules, nameOf, technicianPlaces } from '../iis-restriction.ts'
import { machinesOf } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable } from '../open-question.ts'
import { whence } from '../vantage-evidence.ts'
import { webLooks } from '../web-look.ts'
import { windowsSources } from '../windows-sources.ts'

/** What IIS is told to refuse, beside what answers the internet. */
export const restrictionWitnessesAgree: Control = {
  id: 'control-center-restricted.witnesses-agree',
  version: 1,
  measure: 'control-center-restricted',
  title: say(
    'Was IIS abweisen soll, antwortet auch von außen nicht',
    'What IIS is told to refuse does not answer from outside',
  ),
  reason: say(
    'Eine Regel, die nur auf dem Papier steht, ist gefährlicher als keine: Niemand sieht mehr nach.',
    'A rule that stands on paper only is more dangerous than none: nobody looks any more.',
  ),
  looksAt: say(
    'Die Regeln von IIS je Anwendung und die Antworten derselben Pfade aus dem Internet.',
    'The rules of IIS for each application and the answers of the same paths to the internet.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say('Finden Sie heraus, warum die Regel nicht wirkt.', 'Find out why the rule has no effect.'),
    steps: [
      say(
        'Steht ein Proxy davor, sieht IIS dessen Adresse, und die ist vielleicht zugelassen: Sehen Sie in den IIS-Protokollen nach, welche Adresse in c-ip steht (C:\\inetpub\\logs\\LogFiles).',
        'With a proxy in front IIS sees its address, which may be allowed: see in the IIS logs which address stands in c-ip (C:\\inetpub\\logs\\LogFiles).',
      ),
      say(
        'Prüfen Sie, ob der öffentliche Name wirklich auf diese Maschine führt und nicht auf eine zweite ohne Regeln.',
        'Check that the public name really leads to this machine and not to a second one without rules.',
      ),
      say(
        'Beschränken Sie die Pfade am Proxy, und sehen Sie danach neu nach: bollwerk assess --from internet --country DE.',
        'Restrict the paths at the proxy, and look again afterwards: bollwerk assess --from internet --country DE.',
      ),
    ],
    automatic: false,
    rollback: say('Nehmen Sie die Regel am Proxy wieder heraus.', 'Take the rule at the proxy out again.'),
    downtime: say('Keine für Agenten.', 'None for agents.'),
  },
  references: [sources.automateAccessLimits, windowsSources.ipSecurity],
  mappings: mappingsOf('control-center-restricted'),
  judge,
}

interface Restricted {
  readonly names: ReadonlySet<string>
  readonly evidence: readonly Evidence[]
}

function judge(question: Question): readonly Judgement[] {
  const { names, evidence } = restrictedApplications(question)
  const looks = webLooks(question).filter(({ vantage }) => vantage.place === 'internet')
  const about = looks.flatMap((look) =>
    look.paths.filter(({ value }) => names.has(applicationOf(value.path))).map((path) => ({ look, path })),
  )
  if (about.length === 0) return [notApplicable(nothingToCompare)]
  const answered = answeredPaths(about)
  if (answered.length > 0) return answered.map((judgement) => contradicting(judgement, evidence))
  const from = whence(about.map(({ path }) => path))
  const detail = say(
    `Was IIS abweisen soll, hat ${from.de} nicht geantwortet.`,
    `What IIS is told to refuse did not answer ${from.en}.`,
  )
  return [{ outcome: 'pass', detail, evidence: [...about.map(({ path }) => path), ...evidence] }]
}

function restrictedApplications(question: Question): Restricted {
  const pieces = machinesOf(question).flatMap((machine) => machine.seen('windows.iis') ?? [])
  const names = pieces.flatMap(({ value }) =>
    technicianPlaces(value).flatMap((place) => {
      const effective = effectiveRules(value, place)
      return effective && isRestricting(effective) && value.restrictionModule ? [nameOf(place.path)] : []
    }),
  )
  return { names: new Set(names), evidence: pieces }
}

/** `/cwa/api/v1/apitoken` belongs to `cwa`. */
function applicationOf(path: string): string {
  return nameOf(path.split('/')[1] ?? '')
}

function contradicting(judgement: Judgement, inside: readonly Evidence[]): Judgement {
  const { de, en } = judgement.detail
  return {
    ...judgement,
    title: say(
      'IIS soll abweisen, von außen kommt eine Antwort',
      'IIS is told to refuse, an answer comes from outside',
    ),
    detail: say(
      `Laut IIS ist die Anwendung beschränkt, aber: ${de}`,
      `According to IIS the application is restricted, but: ${en}`,
    ),
    evidence: [...judgement.evidence, ...inside],
  }
}

const nothingToCompare = say(
  'Es gibt keine Anwendung, die IIS beschränkt und die zugleich aus dem Internet gefragt wurde; zu vergleichen ist nichts.',
  'There is no application that IIS restricts and that was asked from the internet as well; there is nothing to compare.',
)
