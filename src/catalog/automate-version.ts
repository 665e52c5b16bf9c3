import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import type { Version } from './version.ts'
import { notVersion } from './version-problem.ts'

/**
 * Reads the forms of automate.md §6: `||||||250.436` and `250.436` (agent.aspx), `25.0.436` (file),
 * `v25.0.436 Patch 11` (Control Center), `2025.11` (name), `2020.5.178` and `2021.0.6.132` (CVE records).
 * A form with another middle digit, `105.275`, belongs to LabTech 10.5, from before the years (unverified).
 */
export function automateVersion(text: string): Parsed<Version> {
  const version = named(text) ?? built(text)
  return version === undefined ? rejected(notVersion(text, 'Automate', '250.436 / 2025.11')) : accepted(version)
}

/** `2025.11`, `2020.5.178`, `2021.0.6.132`. */
function named(text: string): Version | undefined {
  const match = /^v?20(\d\d)\.(?:0\.)?([1-9]\d?)(?:\.(\d{1,5}))?$/i.exec(text)
  if (match === null) return undefined
  const [year, patch, build] = [Number(match[1]), Number(match[2]), match[3]]
  if (build === undefined) return automate([year, patch], `20${match[1]}.${patch}`)
  return withPatch([year, patch, Number(build)])
}

/** `||||||250.436`, `25.0.436`, `v25.0.436 Patch 11`. */
function built(text: string): Version | undefined {
  const agent = /^(?:\|{6})?(\d\d)(\d)\.(\d{1,5})$/.exec(text)
  const file = /^v?(\d\d)\.(\d)\.(\d{1,5})(?:\.0)?(?: patch ([1-9]\d?))?$/i.exec(text)
  const match = agent ?? file
  if (match === null) return undefined
  const [year, minor, build] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const patch = match[4]
  if (patch !== undefined) return minor === 0 ? withPatch([year, Number(patch), build]) : undefined
  return automate([year, minor, build], `${twoDigits(year)}.${minor}.${build}`)
}

function withPatch(parts: readonly [number, number, number]): Version {
  const [year, patch, build] = parts
  return automate(parts, `${twoDigits(year)}.0.${build} Patch ${patch}`)
}

function automate(parts: readonly number[], text: string): Version {
  return { product: 'automate', parts, text }
}

function twoDigits(year: number): string {
  return `${year}`.padStart(2, '0')
}
