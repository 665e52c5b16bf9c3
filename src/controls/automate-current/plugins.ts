import type { AutomatePlugin } from '../../evidence/automate/facts.ts'
import { say, type Text } from '../../model/text.ts'
import { namesInWords } from '../automate-accounts.ts'
import { automateLook, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Only plug-ins that somebody needs are installed (automate.md §5: "remove unused plugins"). */
export const automatePlugins: Control = {
  id: 'automate-current.plugins',
  version: 1,
  measure: 'automate-current',
  title: say(
    'Nur benötigte Plug-ins sind in Automate installiert',
    'Only plug-ins that are needed are installed in Automate',
  ),
  reason: say(
    'Ein Plug-in läuft mit den Rechten von Automate und wird oft vergessen, wenn es Aktualisierungen gibt.',
    'A plug-in runs with the rights of Automate and is often forgotten when there are updates.',
  ),
  looksAt: say(
    'Name, Version, Hersteller und Zustand jedes Plug-ins aus GET /Plugins oder der Tabelle plugins.',
    'Name, version, author and state of each plug-in from GET /Plugins or the table plugins.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Entfernen Sie Plug-ins, die niemand benutzt, und aktualisieren Sie die übrigen.',
      'Remove plug-ins that nobody uses, and update the others.',
    ),
    steps: [
      say(
        'Öffnen Sie im Control Center den Plugin Manager (je nach Version System > Solutions > Plugin Manager) und notieren Sie zu jedem Plug-in, wer es braucht.',
        'In the Control Center open the Plugin Manager (System > Solutions > Plugin Manager, depending on the version) and note for each plug-in who needs it.',
      ),
      say(
        'Schalten Sie ab, was niemand braucht, warten Sie eine Woche, und entfernen Sie es dann.',
        'Switch off what nobody needs, wait for a week, and then remove it.',
      ),
      say(
        'Sehen Sie bei Plug-ins fremder Hersteller auf deren Seite nach der neuesten Version und nach Sicherheitshinweisen.',
        'For plug-ins of other authors look at their site for the newest version and for advisories.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Schalten Sie das Plug-in im Plugin Manager wieder ein.',
      'Switch the plug-in on again in the Plugin Manager.',
    ),
    downtime: say(
      'Beim Entfernen startet Automate unter Umständen den Database Agent neu; das bricht laufende Skripte ab.',
      'On removal Automate may restart the Database Agent, which ends running scripts.',
    ),
  },
  references: [upkeepSources.networkHardening],
  mappings: mappingsOf('automate-current'),
  judge,
}

const byVendor = /connectwise|labtech/i

function judge(question: Question): readonly Judgement[] {
  const look = automateLook(question, 'automate.plugins')
  if (!look) return [automateUnseen(question, 'automate.plugins')]
  const { plugins } = look.value
  const evidence = [look]
  if (plugins.length === 0) return [unknownBecause(nonePlugins, evidence)]
  const idle = plugins.flatMap(aboutPlugin)
  const untold = plugins.filter(({ enabled }) => enabled === null)
  const foreign = plugins.filter(({ enabled, author }) => enabled !== false && !byVendor.test(author ?? ''))
  const judged = [
    ...idle,
    ...(untold.length > 0 ? [stateUntold(untold)] : []),
    ...(foreign.length > 0 ? [ofOthers(foreign)] : []),
  ]
  if (judged.length > 0) return judged.map((one) => ({ ...one, evidence }))
  const count = plugins.length
  const detail = say(
    `Alle Plug-ins (${count}) sind vom Hersteller und in Gebrauch.`,
    `All plug-ins (${count}) are by the vendor and in use.`,
  )
  return [{ outcome: 'pass', detail, evidence }]
}

type Found = Omit<Judgement, 'evidence'>

function aboutPlugin(plugin: AutomatePlugin): readonly Found[] {
  const name = quotation(plugin.name)
  const item = `plugin:${plugin.name}`
  if (plugin.enabled === false)
    return [
      {
        item,
        outcome: 'fail',
        detail: say(
          `Das Plug-in ${name} ist abgeschaltet, aber noch installiert.`,
          `The plug-in ${name} is switched off but still installed.`,
        ),
      },
    ]
  const loaded = [plugin.loadedInServer, plugin.loadedInWebServer, plugin.onAgents]
  // Plug-ins of the Control Center alone show as loaded nowhere, so only a person can tell.
  if (loaded.includes(true) || loaded.every((place) => place === null)) return []
  return [{ item, outcome: 'manual', detail: loadedNowhere(name) }]
}

function loadedNowhere(name: string): Text {
  return say(
    `Das Plug-in ${name} ist eingeschaltet, aber weder im Server noch in den Agenten geladen. Bitte prüfen Sie, ob es jemand im Control Center benutzt.`,
    `The plug-in ${name} is switched on but loaded neither in the server nor in the agents. Please check whether somebody uses it in the Control Center.`,
  )
}

function stateUntold(plugins: readonly AutomatePlugin[]): Found {
  const names = namesInWords(plugins.map(({ name }) => name))
  return {
    item: 'state',
    outcome: 'unknown',
    detail: say(
      `Ob diese Plug-ins eingeschaltet sind, ist nicht bekannt: ${names.de}.`,
      `Whether these plug-ins are switched on is not known: ${names.en}.`,
    ),
  }
}

function ofOthers(plugins: readonly AutomatePlugin[]): Found {
  const names = namesInWords(plugins.map(({ name, version }) => (version === null ? name : `${name} ${version}`)))
  return {
    item: 'authors',
    outcome: 'manual',
    detail: say(
      `Diese Plug-ins sind nicht von ConnectWise: ${names.de}. Bitte prüfen Sie, ob Sie sie brauchen und ob sie aktuell sind.`,
      `These plug-ins are not by ConnectWise: ${names.en}. Please check whether you need them and whether they are current.`,
    ),
  }
}

const nonePlugins = say(
  'Die Schnittstelle zeigte keine Plug-ins; das fragende Konto darf sie vermutlich nicht sehen.',
  'The interface showed no plug-ins; the account that asks probably may not see them.',
)
