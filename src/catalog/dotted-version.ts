import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { say } from '../model/text.ts'
import type { Version } from './version.ts'
import { notVersion } from './version-problem.ts'

const marketingYear = 2000

/**
 * Reads a numeric file version of ScreenConnect, two to four numbers, bare (`26.6.5.9742`) or as the `Server`
 * header carries it (`ScreenConnect/19.3.25270.7185-3841999031 Microsoft-HTTPAPI/2.0`); the number after the
 * dash is no part of the version (screenconnect.md §1.6). Marketing names such as `2025.8` are refused, because
 * they do not compare with file versions.
 */
export function screenconnectVersion(text: string): Parsed<Version> {
  const form = /^(?:ScreenConnect\/)?(\d{1,6}(?:\.\d{1,6}){1,3})(?:-\d{1,20})?(?: Microsoft-HTTPAPI\/\d\.\d)?$/i
  const numbers = numbersOf(form.exec(text)?.[1])
  if (numbers === undefined) return rejected(notVersion(text, 'ScreenConnect', '26.6.5.9742'))
  if ((numbers[0] ?? 0) >= marketingYear) return rejected(marketingName(numbers.join('.')))
  return accepted({ product: 'screenconnect', parts: numbers, text: numbers.join('.') })
}

/** Reads `10.0.17763` or, with the update revision, `10.0.17763.5329` (assessment.md §5.7: build and UBR). */
export function windowsVersion(text: string): Parsed<Version> {
  const numbers = numbersOf(/^\d{1,2}\.\d\.\d{1,6}(?:\.\d{1,6})?$/.exec(text)?.[0])
  if (numbers === undefined) return rejected(notVersion(text, 'Windows Server', '10.0.20348.2700'))
  return accepted({ product: 'windows-server', parts: numbers, text: numbers.join('.') })
}

function numbersOf(dotted: string | undefined): number[] | undefined {
  return dotted?.split('.').map(Number)
}

function marketingName(name: string): ReturnType<typeof say> {
  return say(
    `"${name}" ist ein Produktname, keine Dateiversion. Bitte geben Sie die Dateiversion an, zum Beispiel 26.6.5.9742.`,
    `"${name}" is a marketing name, not a file version. Please give the file version, for example 26.6.5.9742.`,
  )
}
