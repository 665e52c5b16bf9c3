import { buildCommand, buildRouteMap, type Command, type RouteMap } from '@stricli/core'
import { parseLine } from '../../model/line.ts'
import { type ServerKind, serverKinds } from '../../model/server.ts'
import type { Language } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { optionalText, optionalValue, type TextFlag, type ValueFlag } from '../optional-flag.ts'
import type { Program } from '../program.ts'
import { words } from './words.ts'

/** What every verb about exceptions is told. */
export interface ListFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
}

/** Which exception is meant. */
interface ScopeFlags extends ListFlags {
  readonly server?: ServerKind
  readonly item?: string
}

export interface AddFlags extends ScopeFlags {
  readonly reason?: string
  readonly owner?: string
  readonly approver?: string
  readonly since?: string
  readonly until?: string
  readonly controlVersion?: string
  readonly assessment?: string
}

export interface EndFlags extends ScopeFlags {
  readonly number?: string
}

export interface RenewFlags extends EndFlags {
  readonly reason?: string
  readonly owner?: string
  readonly approver?: string
  readonly until?: string
}

/** `bollwerk exception add|list|renew|end`. */
export function exceptionRoutes(language: Language): RouteMap<Program> {
  return buildRouteMap({
    routes: {
      add: addCommand(language),
      list: listCommand(language),
      renew: renewCommand(language),
      end: endCommand(language),
    },
    docs: { brief: words.routes[language] },
  })
}

function addCommand(language: Language): Command<Program> {
  const { server, item, ...who } = flagsOf(language)
  return buildCommand<AddFlags, [string?], Program>({
    loader: async () => (await import('./add.ts')).run,
    parameters: {
      flags: {
        ...shared(language),
        ...{ server, item, ...who },
        since: optionalText(words.since[language], 'YYYY-MM-DD'),
        controlVersion: optionalText(words.version[language], 'N'),
        assessment: optionalText(words.assessment[language], { de: 'DATEI', en: 'FILE' }[language]),
      },
      positional: subject(language),
    },
    docs: { brief: words.add[language], fullDescription: words.addFull[language] },
  })
}

function listCommand(language: Language): Command<Program> {
  return buildCommand<ListFlags, [], Program>({
    loader: async () => (await import('./list.ts')).run,
    parameters: { flags: shared(language) },
    docs: { brief: words.list[language] },
  })
}

function renewCommand(language: Language): Command<Program> {
  return buildCommand<RenewFlags, [string?], Program>({
    loader: async () => (await import('./renew.ts')).run,
    parameters: {
      flags: { ...shared(language), ...flagsOf(language), number: optionalText(words.number[language], 'N') },
      positional: subject(language),
    },
    docs: { brief: words.renew[language] },
  })
}

function endCommand(language: Language): Command<Program> {
  const { server, item } = flagsOf(language)
  return buildCommand<EndFlags, [string?], Program>({
    loader: async () => (await import('./end.ts')).run,
    parameters: {
      flags: { ...shared(language), server, item, number: optionalText(words.number[language], 'N') },
      positional: subject(language),
    },
    docs: { brief: words.end[language] },
  })
}

function shared(language: Language): {
  readonly policy: ReturnType<typeof policyFlag>
  readonly lang: ReturnType<typeof langFlag>
  readonly json: ReturnType<typeof jsonFlag>
} {
  return { policy: policyFlag(language), lang: langFlag(language), json: jsonFlag(language) }
}

interface EntryFlags {
  readonly server: { kind: 'enum'; values: readonly ServerKind[]; optional: true; brief: string }
  readonly item: ValueFlag<string>
  readonly reason: TextFlag
  readonly owner: TextFlag
  readonly approver: TextFlag
  readonly until: TextFlag
}

function flagsOf(language: Language): EntryFlags {
  const line = (text: string) => parseLine(text)
  return {
    server: { kind: 'enum', values: serverKinds, optional: true, brief: words.server[language] },
    item: optionalValue(words.item[language], 'TEXT', line),
    reason: optionalText(words.reason[language], 'TEXT'),
    owner: optionalText(words.owner[language], 'NAME'),
    approver: optionalText(words.approver[language], 'NAME'),
    until: optionalText(words.until[language], 'YYYY-MM-DD'),
  }
}

function subject(language: Language): {
  kind: 'tuple'
  parameters: [{ parse: StringConstructor; optional: true; brief: string; placeholder: string }]
} {
  const placeholder = { de: 'PRÜFUNG', en: 'CONTROL' }[language]
  return { kind: 'tuple', parameters: [{ parse: String, optional: true, brief: words.subject[language], placeholder }] }
}
