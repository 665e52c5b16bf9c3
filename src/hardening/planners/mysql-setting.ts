import { say, type Text } from '../../model/text.ts'
import { refusedSetting } from '../../targets/mysql/never.ts'
import { type ChangeableSetting, changeableSetting } from '../../targets/mysql/settings.ts'
import type { Change, Step } from '../change.ts'
import { lookAtSetting } from '../grounds/mysql-look.ts'
import type { Answered, AskedOfDatabase } from './mysql.ts'

/** What answers a finding about one setting. */
export async function planSetting({ finding, query, server, language }: AskedOfDatabase): Promise<Answered> {
  const name = (finding.item ?? '').split(': ').at(-1) ?? ''
  const setting = changeableSetting(name)
  if (!setting) return { left: refusedSetting({ name, before: '', after: '', persisted: false }) ?? unknownServer }
  if (!server.abilities) return { left: unknownServer }
  const { value, kept } = await lookAtSetting(query, name, server.abilities)
  if (value === undefined || !setting.from.includes(value)) return { left: otherwise(name, value) }
  if (kept !== null) return { left: keptAlready(name) }
  const { persists: persisted } = server.abilities
  const step: Step = { kind: 'mysql-setting', name, before: value, after: setting.wanted, persisted }
  const left = [...(persisted ? [] : [writeDown(setting)]), ...(setting.afterwards ? [setting.afterwards] : [])]
  const change = changeOf({ setting, step, finding }, language)
  return left.length === 0 ? { change } : { change, left: sentence(left) }
}

interface Made {
  readonly setting: ChangeableSetting
  readonly step: Extract<Step, { kind: 'mysql-setting' }>
  readonly finding: AskedOfDatabase['finding']
}

function changeOf({ setting, step, finding }: Made, language: AskedOfDatabase['language']): Change {
  const { name, before, after, persisted } = step
  const lasts = persisted ? [] : [untilRestart(setting)]
  return {
    id: finding.id,
    title: say(`${name} auf ${after} stellen`, `Set ${name} to ${after}`)[language],
    subject: finding.subject,
    verify: [{ control: finding.control, subject: finding.subject, findings: [finding.id] }],
    steps: [step],
    shown: [{ place: `MySQL ${name}`, before: `${name} = ${before}`, after: `${name} = ${after}` }],
    affected: sentence([setting.affected, ...lasts])[language],
    restart: 'nothing',
    downtime: say('Keine.', 'None.')[language],
    lockedOut: [],
    confirm: false,
  }
}

function sentence(texts: readonly Text[]): Text {
  return say(texts.map(({ de }) => de).join(' '), texts.map(({ en }) => en).join(' '))
}

function untilRestart({ line }: ChangeableSetting): Text {
  return say(
    `Sie gilt sofort, aber nur bis zum nächsten Neustart der Datenbank: Tragen Sie dazu selbst ${line} unter [mysqld] in my.ini ein.`,
    `It holds at once, but only until the database restarts: for that enter ${line} under [mysqld] in my.ini yourself.`,
  )
}

function writeDown({ line }: ChangeableSetting): Text {
  return say(
    `Diese Version behält die Einstellung nicht über einen Neustart. Tragen Sie ${line} unter [mysqld] in my.ini ein.`,
    `This version does not keep the setting over a restart. Enter ${line} under [mysqld] in my.ini.`,
  )
}

function otherwise(name: string, value: string | undefined): Text {
  return value === undefined
    ? say(`Die laufende Datenbank kennt ${name} nicht.`, `The running database does not know ${name}.`)
    : say(
        `In der laufenden Datenbank steht ${name} auf ${value}; dort ist nichts zu ändern. Sehen Sie in my.ini nach.`,
        `In the running database ${name} is ${value}; nothing is to be changed there. Look in my.ini.`,
      )
}

function keptAlready(name: string): Text {
  return say(
    `Für ${name} hält die Datenbank schon einen Wert fest (SET PERSIST). Bollwerk ändert nur, was es genau zurücknehmen kann.`,
    `The database already keeps a value for ${name} (SET PERSIST). Bollwerk changes only what it can take back exactly.`,
  )
}

const unknownServer = say(
  'Diese Datenbank kennt Bollwerk nicht und ändert nichts an ihr.',
  'Bollwerk does not know this database and changes nothing of it.',
)
