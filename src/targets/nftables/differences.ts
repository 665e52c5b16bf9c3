import { say, type Text } from '../../model/text.ts'
import type { Span } from '../address-set.ts'
import { spanText } from './quote.ts'
import type { Difference } from './read-back.ts'

/** How many spans are named; further ones are only counted. */
const mostNamed = 3

/** What a difference is, for people. */
export function differenceText(difference: Difference): Text {
  switch (difference.kind) {
    case 'no-table':
      return say(
        'Die Tabelle inet bollwerk gibt es nicht. Laden Sie bollwerk.nft mit nft -f.',
        'There is no table inet bollwerk. Load bollwerk.nft with nft -f.',
      )
    case 'rule':
      return ruleText(difference)
    case 'elements':
      return elementsText(difference)
    case 'chain':
    case 'set':
      return objectText(difference)
  }
}

function ruleText({ name, index, wanted, found }: Extract<Difference, { kind: 'rule' }>): Text {
  const none = say('nichts', 'nothing')
  return say(
    `Kette ${name}, Regel ${index + 1}: Dort steht ${found ?? none.de}; gemeint ist ${wanted ?? none.de}.`,
    `Chain ${name}, rule ${index + 1}: there stands ${found ?? none.en}; meant is ${wanted ?? none.en}.`,
  )
}

function elementsText({ name, is, spans }: Extract<Difference, { kind: 'elements' }>): Text {
  const family = name.includes('_v4') ? 4 : 6
  const shown = spans.slice(0, mostNamed).map((span: Span) => spanText(span, family))
  const named = [...shown, ...(spans.length > mostNamed ? ['…'] : [])].join(', ')
  return is === 'missing'
    ? say(`Menge ${name}: Es fehlen ${spans.length}: ${named}.`, `Set ${name}: ${spans.length} are missing: ${named}.`)
    : say(`Menge ${name}: ${spans.length} sind zu viel: ${named}.`, `Set ${name}: ${spans.length} too many: ${named}.`)
}

function objectText({ kind, name, is }: Extract<Difference, { kind: 'chain' | 'set' }>): Text {
  const what = { chain: say('Kette', 'Chain'), set: say('Menge', 'Set') }[kind]
  const how = {
    missing: say('fehlt', 'is missing'),
    extra: say('gehört nicht in die Tabelle', 'does not belong in the table'),
    'of another form': say('hat eine andere Form', 'has another form'),
  }[is]
  return say(`${what.de} ${name} ${how.de}.`, `${what.en} ${name} ${how.en}.`)
}
