import { isVisible, quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'
import type { Change, Plan, Step } from '../change.ts'
import { HardeningRefusal } from '../hardening-refusal.ts'
import { placeOf, stateOf } from '../place.ts'
import { placeInRegistry } from '../registry/registry.ts'
import { storedFrom } from '../registry/value-bytes.ts'
import { bundleScript, scriptNames } from './scripts.ts'
import type { BundleChange } from './table.ts'

export interface ExportOrder {
  readonly plan: Plan
  /** SHA-256 of the plan file. */
  readonly hash: string
  readonly toolVersion: string
  /** Ids of the changes to export; all where none is named. */
  readonly only: readonly string[]
}

export interface BundleFile {
  readonly name: string
  readonly text: string
}

/**
 * The scripts that make the changes of a plan on a Windows server without Bollwerk. Throws `HardeningRefusal` where a
 * change cannot be made by them, with the change and the place named: half a change is none.
 */
export function exportedBundle({ plan, hash, toolVersion, only }: ExportOrder): readonly BundleFile[] {
  const changes = chosen(plan.changes, only)
  const { site, language } = plan
  const fit = changes.filter(isForBundle)
  if (fit.length < changes.length) throw new HardeningRefusal(needsBollwerk(changes, plan))
  for (const change of fit) mustBeNameable(change)
  mustFollow(fit.flatMap(({ steps }) => steps))
  const order = { site, language, toolVersion, hash, changes: fit }
  return scriptNames.map((name) => ({ name: `${name}.ps1`, text: bundleScript(name, order) }))
}

function chosen(changes: readonly Change[], only: readonly string[]): readonly Change[] {
  const stranger = only.find((id) => changes.every((change) => change.id !== id))
  if (stranger !== undefined) throw new HardeningRefusal(unknownChange(stranger, changes))
  if (changes.length === 0) throw new HardeningRefusal(nothingToExport)
  return only.length === 0 ? changes : changes.filter(({ id }) => only.includes(id))
}

function isForBundle(change: Change): change is BundleChange {
  return change.steps.every(({ kind }) => kind === 'file' || kind === 'registry')
}

/** Throws where a place cannot be what Windows calls so, or where the script would show something else than it does. */
function mustBeNameable(change: BundleChange): void {
  if (!isVisible(change.id)) throw new HardeningRefusal(notNameable(change, change.id))
  for (const step of change.steps) {
    const place = placeOf(step)
    if (!isVisible(place) || !isWritable(step)) throw new HardeningRefusal(notNameable(change, place))
  }
}

function isWritable(step: BundleChange['steps'][number]): boolean {
  if (step.kind === 'file') return /^[A-Za-z]:(?:\\(?!\.{1,2}(?:\\|$))[^<>"|?*:/\\]+)+$/.test(step.path)
  try {
    placeInRegistry(step.key, step.name)
    for (const value of [step.before, step.after]) if (value !== null) storedFrom(value)
    return true
  } catch {
    // No key below HKLM, or no value that the registry could hold.
    return false
  }
}

/** Steps at one place must build on one another, as the scripts judge only the first of them beforehand. */
function mustFollow(steps: readonly Step[]): void {
  const left = new Map<string, string>()
  for (const step of steps) {
    // Windows knows no case in names of files and keys.
    const place = placeOf(step).toLowerCase()
    const known = left.get(place)
    if (known !== undefined && known !== stateOf(step, 'before'))
      throw new HardeningRefusal(contradictory(placeOf(step)))
    left.set(place, stateOf(step, 'after'))
  }
}

function needsBollwerk(changes: readonly Change[], plan: Plan): Text {
  const bad = changes.filter((change) => !isForBundle(change)).map(({ id }) => id)
  const rest = changes.filter(isForBundle).map(({ id }) => `--only ${id}`)
  const others =
    rest.length === 0
      ? say('', '')
      : say(
          ` Der Rest lässt sich mitnehmen mit: ${rest.join(' ')}`,
          ` The rest can be taken along with: ${rest.join(' ')}`,
        )
  return say(
    `Diese Änderungen an der Datenbank kann ein Skript auf dem Server nicht vornehmen: ${bad.join(', ')}. Nehmen Sie sie mit "bollwerk apply" von einem Rechner aus vor, der die Datenbank von ${quoted(plan.site)} erreicht.${others.de}`,
    `No script on the server can make these changes of the database: ${bad.join(', ')}. Make them with "bollwerk apply" from a machine that reaches the database of ${quoted(plan.site)}.${others.en}`,
  )
}

function unknownChange(id: string, changes: readonly Change[]): Text {
  const known = changes.map((change) => change.id).join(', ')
  return say(
    `Die Änderung ${quoted(id)} steht nicht im Plan. Darin stehen: ${known || '(keine)'}.`,
    `The change ${quoted(id)} is not in the plan. It holds: ${known || '(none)'}.`,
  )
}

const nothingToExport = say(
  'Der Plan enthält keine Änderung, die ein Skript vornehmen könnte. Bitte gehen Sie seine Aufgaben von Hand durch.',
  'The plan holds no change that a script could make. Please go through its tasks by hand.',
)

function notNameable({ id }: Change, place: string): Text {
  return say(
    `Die Änderung ${quoted(id)} nennt ${quoted(place)}. Das ist kein Ort auf einem Windows-Server, den ein Skript ändern kann. Erheben Sie auf dem Server neue Belege, und planen Sie danach neu.`,
    `The change ${quoted(id)} names ${quoted(place)}. That is no place on a Windows server that a script can change. Collect new evidence on the server, and plan again by it.`,
  )
}

function contradictory(place: string): Text {
  return say(
    `Zwei Änderungen an ${quoted(place)} bauen nicht aufeinander auf. Bitte planen Sie neu, oder wählen Sie mit --only eine davon.`,
    `Two changes of ${quoted(place)} do not build on one another. Please plan again, or choose one of them with --only.`,
  )
}
