import {
  AliasNotFoundError,
  type ApplicationText,
  ArgumentParseError,
  EnumValidationError,
  FlagNotFoundError,
  text_en,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
} from '@stricli/core'
import type { Language } from '../model/text.ts'
import { Refusal } from './refusal.ts'

/** What the command line itself says: usage, headings, mistakes in flags. */
export function wordsOf(language: Language): ApplicationText {
  return language === 'de' ? german : english
}

const english: ApplicationText = {
  ...text_en,
  noCommandRegisteredForInput: ({ input, corrections }) =>
    `There is no command "${input}".${meantInEnglish(corrections)}`,
  exceptionWhileParsingArguments(error, ansiColor) {
    if (error instanceof FlagNotFoundError) return unknownInEnglish(error)
    return refusedValue(error, 'en') ?? text_en.exceptionWhileParsingArguments.call(this, error, ansiColor)
  },
  exceptionWhileRunningCommand: (error) => whatWentWrong(error, 'en'),
}

const german: ApplicationText = {
  ...text_en,
  headers: { usage: 'AUFRUF', aliases: 'ANDERE NAMEN', commands: 'BEFEHLE', flags: 'OPTIONEN', arguments: 'ANGABEN' },
  keywords: { default: 'Vorgabe =', separator: 'Trenner =' },
  briefs: {
    help: 'Zeigt diese Hilfe',
    helpAll: 'Zeigt die Hilfe mit allem, was sonst verborgen ist',
    version: 'Zeigt die Version',
    argumentEscapeSequence: 'Alles Weitere sind Angaben, keine Optionen',
  },
  noCommandRegisteredForInput: ({ input, corrections }) => `Den Befehl "${input}" gibt es nicht.${meant(corrections)}`,
  exceptionWhileParsingArguments: (error) => refusedValue(error, 'de') ?? mistakeInGerman(error),
  exceptionWhileLoadingCommandFunction: (error) => whatWentWrong(error, 'de'),
  exceptionWhileLoadingCommandContext: (error) => whatWentWrong(error, 'de'),
  exceptionWhileRunningCommand: (error) => whatWentWrong(error, 'de'),
  commandErrorResult: (error) => whatWentWrong(error, 'de'),
}

function unknownInEnglish(error: FlagNotFoundError): string {
  return `There is no option --${error.input} here.${meantInEnglish(optionsOf(error))}`
}

function meantInEnglish(corrections: readonly string[]): string {
  return corrections.length === 0 ? '' : ` Did you mean ${corrections.join(' or ').replaceAll('`', '')}?`
}

/** Options close to what was typed, written as the help writes them: the library answers with names of the code. */
function optionsOf({ corrections }: FlagNotFoundError): readonly string[] {
  return corrections.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
}

/** A value that one of our own parsers refused: its sentence, behind the name of the option. */
function refusedValue(error: unknown, language: Language): string | undefined {
  if (!(error instanceof ArgumentParseError) || !(error.exception instanceof Refusal)) return undefined
  return `--${error.externalFlagNameOrPlaceholder}: ${error.exception.text[language]}`
}

function mistakeInGerman(error: unknown): string {
  if (error instanceof FlagNotFoundError) {
    return `Die Option --${error.input} gibt es hier nicht.${meant(optionsOf(error))}`
  }
  if (error instanceof AliasNotFoundError) return `Die Option -${error.input} gibt es hier nicht.`
  if (error instanceof UnexpectedFlagError) return `Die Option --${error.externalFlagName} steht mehr als einmal da.`
  if (error instanceof UnsatisfiedFlagError) return `Hinter --${error.externalFlagName} fehlt der Wert.`
  if (error instanceof EnumValidationError) {
    const allowed = error.values.join(', ')
    return `"${error.input}" passt nicht zu --${error.externalFlagName}. Möglich sind: ${allowed}.`
  }
  if (error instanceof UnexpectedPositionalError) return `Die Angabe "${error.input}" ist zu viel.`
  if (error instanceof UnsatisfiedPositionalError) return 'Hier fehlt eine Angabe; --help zeigt, welche.'
  return whatWentWrong(error, 'de')
}

function meant(corrections: readonly string[]): string {
  return corrections.length === 0 ? '' : ` Meinten Sie ${corrections.join(' oder ').replaceAll('`', '')}?`
}

/** A refusal is a sentence for the user; anything else is a fault of ours and keeps its trace. */
function whatWentWrong(error: unknown, language: Language): string {
  if (error instanceof Refusal) return error.text[language]
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const fault = { de: 'Bollwerk selbst ist gescheitert', en: 'Bollwerk itself failed' }[language]
  return `${fault}: ${trace}`
}
