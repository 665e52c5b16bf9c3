import type { Family } from '../address-set.ts'
import { addressText, commentText, numberText, objectName, quotedComment, spanText } from './quote.ts'
import { type Chain, type Element, type NamedSet, type Table, tableName } from './table.ts'

/**
 * The table as a file for `nft -f`. Loading it replaces the table in one transaction, or changes nothing: the first line
 * makes sure that there is one to delete. No other table is named.
 */
export function renderTable(table: Table): string {
  const lines = [
    '#!/usr/sbin/nft -f',
    `# Bollwerk: what the kernel decides of the policy of ${commentText(table.site)}`,
    `# Compiled ${commentText(table.at)} by "bollwerk compile nftables". Changes made here are lost with the next compiling.`,
    ...table.attributions.map((line) => `# ${commentText(line)}`),
    `# Load it: nft -f FILE. Take it away: nft delete table inet ${tableName}`,
    '',
    `table inet ${tableName}`,
    `delete table inet ${tableName}`,
    '',
    `table inet ${tableName} {`,
    `\tcomment ${quotedComment(`${table.site}, ${table.at}`)}`,
    ...table.counters.flatMap((name) => ['', `\tcounter ${objectName(name)} {`, '\t}']),
    ...table.sets.flatMap(setLines),
    ...table.chains.flatMap(chainLines),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

/**
 * The sets that the gateway feeds, filled anew in one transaction, as a file for `nft -f`. The table must be in force;
 * rules, countries and connections are not touched.
 */
export function renderBans({ site, at, sets }: Table): string {
  const fed = sets.filter(({ fedBy, type }) => fedBy === 'gateway' && type !== 'inet_service')
  const lines = [
    '#!/usr/sbin/nft -f',
    `# Bollwerk: who is banned at ${commentText(site)}, as of ${commentText(at)}. The table must be in force.`,
    '',
    ...fed.flatMap((set) => [
      `flush set inet ${tableName} ${objectName(set.name)}`,
      ...((set.elements ?? []).length === 0
        ? []
        : [`add element inet ${tableName} ${objectName(set.name)} {`, joinedElements(set, '\t'), '}']),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function joinedElements(set: NamedSet, indent: string): string {
  return elementTexts(set)
    .map((text) => `${indent}${text}`)
    .join(',\n')
}

function setLines(set: NamedSet): readonly string[] {
  const { name, type, flags, size, timeout, comment } = set
  const elements = joinedElements(set, '\t\t\t')
  return [
    '',
    `\tset ${objectName(name)} {`,
    `\t\ttype ${type}`,
    ...(size === undefined ? [] : [`\t\tsize ${numberText(size)}`]),
    ...(flags.length === 0 ? [] : [`\t\tflags ${flags.join(',')}`]),
    ...(timeout === undefined ? [] : [`\t\ttimeout ${numberText(timeout)}s`]),
    ...(comment === undefined ? [] : [`\t\tcomment ${quotedComment(comment)}`]),
    ...(elements === '' ? [] : ['\t\telements = {', elements, '\t\t}']),
    '\t}',
  ]
}

function elementTexts({ type, spans = [], elements = [] }: NamedSet): readonly string[] {
  const family = type === 'ipv4_addr' ? 4 : 6
  return [...spans.map((span) => spanText(span, family)), ...elements.map((element) => elementText(element, type))]
}

function elementText({ value, seconds }: Element, type: NamedSet['type']): string {
  const text = type === 'inet_service' ? numberText(Number(value)) : addressText(value, familyOf(type))
  return seconds === undefined ? text : `${text} timeout ${numberText(seconds)}s`
}

/** The family of the addresses in a set; 6 for one that holds none. */
export function familyOf(type: NamedSet['type']): Family {
  return type === 'ipv4_addr' ? 4 : 6
}

function chainLines({ name, hook, rules }: Chain): readonly string[] {
  return [
    '',
    `\tchain ${objectName(name)} {`,
    ...(hook === undefined
      ? []
      : [`\t\ttype ${hook.type} hook ${hook.hook} priority ${hook.priority}; policy accept;`]),
    ...rules.map((rule) => `\t\t${rule}`),
    '\t}',
  ]
}
