import type { ListsFact } from '../evidence/screenconnect/facts.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import type { Severity } from '../model/outcome.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { latestLook } from './latest-look.ts'
import { entriesOf, isRestricted, kindOf, listedPlaces, normal } from './native-lists.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import type { ScreenConnectFolder } from './screenconnect-folder.ts'
import { fromPlace, newest, seenOnly } from './vantage-evidence.ts'

type Lists = Seen<ListsFact>

/** The pages themselves: without a list at them nothing is restricted. */
export function pagesWithoutList(piece: Lists): readonly Judgement[] {
  return ['Host.aspx', 'Administration.aspx'].flatMap((page): readonly Judgement[] => {
    if (isRestricted(page, piece.value)) return []
    const bare = say(
      `Für ${page} ist kein RestrictToIPs gesetzt: Die Liste lässt jeden zu.`,
      `RestrictToIPs is not set for ${page}: the list admits everybody.`,
    )
    const detail = joined(blocks(page, piece.value) ? [bare, onlyBlocking] : [bare])
    return [{ item: page, outcome: 'fail', severity: 'medium', detail, evidence: [piece] }]
  })
}

/** G1: what a restricted page leaves open beside it (screenconnect.md §2.3). */
export function placesBeside(piece: Lists): readonly Judgement[] {
  const isUsed = ['Host.aspx', 'Administration.aspx'].some((page) => isRestricted(page, piece.value))
  if (!isUsed) return []
  const beside: readonly (readonly [string, Severity, Text])[] = [
    ['Services', 'medium', services],
    ['Services/MailService.ashx', 'low', besideIt],
    ['Login.aspx', 'low', besideIt],
  ]
  return beside
    .filter(([place]) => !isRestricted(place, piece.value))
    .map(([item, severity, why]) => {
      const open = say(
        `Die Liste gilt für Seiten, aber nicht für ${item}.`,
        `The list holds for pages but not for ${item}.`,
      )
      return { item, outcome: 'fail', severity, detail: joined([open, why]), evidence: [piece] }
    })
}

/** Lists that may do nothing: their module is not registered, or their place is written as none that is known. */
export function listsWithoutEffect(piece: Lists): readonly Judgement[] {
  const known = new Set([...listedPlaces, 'SetupWizard.aspx', 'App_Extensions', ''].map(normal))
  const used = piece.value.places.filter(
    ({ restrictTo, block }) => [...(restrictTo ?? []), ...(block ?? [])].length > 0,
  )
  const odd = used.filter(({ path }) => !known.has(normal(path)))
  const strange = odd.map(({ path, line }): Judgement => {
    const shown = quotation(path)
    const detail = say(
      `Eine Liste steht bei „${shown}“ (Zeile ${line}); diesen Platz kennt keine beobachtete Installation. Bitte prüfen Sie die Schreibweise, zum Beispiel Host.aspx statt Host.`,
      `A list stands at "${shown}" (line ${line}); no observed installation knows this place. Please check the spelling, for example Host.aspx instead of Host.`,
    )
    return { item: path, outcome: 'fail', severity: 'low', detail, evidence: [piece] }
  })
  if (used.length === 0 || piece.value.module) return strange
  return [
    { item: 'IPSecurityModule', outcome: 'fail', severity: 'medium', detail: noModule, evidence: [piece] },
    ...strange,
  ]
}

/** G2: no key covers the setup wizard; only a look from outside shows that something else does. */
export function setupWizardGap(piece: Lists, { evidence }: Question): readonly Judgement[] {
  if (isRestricted('SetupWizard.aspx', piece.value)) return []
  const seen = seenOnly(latestLook(evidence.about('screenconnect', 'outside.setup-wizard')))
  const open = seen.filter(({ value }) => value.answer === 'open')
  const item = 'SetupWizard.aspx'
  if (open.length > 0)
    return [{ item, outcome: 'fail', severity: 'high', detail: wizardOpen, evidence: [piece, ...open] }]
  if (seen.length > 0 && seen.every(({ value }) => value.answer === 'closed')) return []
  return [{ item, severity: 'medium', ...unknownBecause(wizardUnseen, [piece, ...seen]) }]
}

/** G3: extensions answer outside of every list. */
export function extensionGap(piece: Lists, folder: ScreenConnectFolder, { evidence }: Question): readonly Judgement[] {
  const extensions = folder.seen('screenconnect.extensions')
  const isServing = extensions?.value.extensions.some(({ pages, enabled }) => pages > 0 && enabled !== false)
  if (isRestricted('App_Extensions', piece.value) || isServing === false) return []
  const known = seenOnly(newest(evidence.about('screenconnect', 'outside.path'), ({ path }) => path))
  const asked = fromPlace(known, 'internet').filter(({ value }) => value.area === 'screenconnect.extensions')
  const answered = asked.filter(({ value }) => value.answer === 'answered')
  const cited: readonly Evidence[] = extensions ? [piece, extensions] : [piece]
  const item = 'App_Extensions'
  if (answered.length > 0)
    return [{ item, outcome: 'fail', severity: 'medium', detail: extensionsOpen, evidence: [...cited, ...answered] }]
  if (asked.length > 0 && asked.every(({ value }) => value.answer === 'refused')) return []
  return [{ item, severity: 'low', ...unknownBecause(extensionsUnseen, [...cited, ...asked]) }]
}

/** G4 and G5: behind a proxy every visitor has the proxy's address. */
export function proxyGaps(piece: Lists, folder: ScreenConnectFolder, question: Question): readonly Judgement[] {
  const terminators = newest(
    question.evidence.about('screenconnect', 'outside.terminator'),
    ({ address, port }) => `${address} ${port}`,
  )
  const proxies = fromPlace(seenOnly(terminators), 'internet').filter(({ value }) => value.terminator === 'other')
  if (proxies.length === 0) return []
  const { technicians } = question.policy
  const hasOuter = entriesOf(piece.value).some((entry) =>
    ['technicians', 'stranger'].includes(kindOf(entry, technicians)),
  )
  const listGap: Judgement = {
    item: 'proxy',
    outcome: 'fail',
    severity: 'medium',
    detail: seesProxy,
    evidence: [piece, ...proxies],
  }
  return [...(hasOuter ? [listGap] : []), ...fingerprintGap(folder, proxies)]
}

function fingerprintGap(folder: ScreenConnectFolder, proxies: readonly Evidence[]): readonly Judgement[] {
  const settings = folder.seen('screenconnect.settings')
  if (!settings) return []
  const item = 'HostClientDeviceFingerprintValidationLevel'
  const level = settings.value.settings.find(({ name }) => name === item)?.value ?? ''
  if (!/^(medium|high)$/i.test(level)) return []
  return [{ item, outcome: 'fail', severity: 'medium', detail: fingerprint, evidence: [settings, ...proxies] }]
}

function blocks(page: string, { places }: ListsFact): boolean {
  return places.some(({ path, block }) => normal(path) === normal(page) && (block?.length ?? 0) > 0)
}

const onlyBlocking: Text = say(
  'BlockIPs allein hält nur einzelne Adressen ab, und wer IPv6 oder einen anderen Anschluss nimmt, ist nicht gemeint.',
  'BlockIPs alone keeps single addresses out, and whoever comes by IPv6 or from another connection is not meant.',
)
const services: Text = say(
  'Dort liegen die Verwaltungsdienste, mit denen sich Benutzer anlegen und Erweiterungen einspielen lassen. Setzen Sie die Liste dort nicht ungeprüft, denn Services trägt auch die Anmeldung; sicherer ist die Sperre am Proxy.',
  'The administrative services lie there that create users and install extensions. Do not set the list there untested, because Services carries the sign-in too; a rule at the proxy is safer.',
)
const besideIt: Text = say(
  'Wer die Seiten nicht sehen darf, braucht auch das nicht.',
  'Whoever may not see the pages does not need that either.',
)
const noModule: Text = say(
  'Listen sind eingetragen, aber das Modul IPSecurityModule, das sie befolgt, ist in web.config nicht registriert (sein Name ist beobachtet, nicht belegt). Sehen Sie aus einem fremden Netz nach, ob sie wirken.',
  'Lists are entered, but the module IPSecurityModule that obeys them is not registered in web.config (its name was observed, not documented). Look from a foreign network whether they work.',
)
const wizardOpen: Text = say(
  'Keine Liste von ScreenConnect gilt für den Einrichtungsassistenten, und von außen ist er offen. Sperren Sie ihn am Proxy.',
  'No list of ScreenConnect covers the setup wizard, and from outside it is open. Close it at the proxy.',
)
const wizardUnseen: Text = say(
  'Keine Liste von ScreenConnect gilt für den Einrichtungsassistenten. Ob ihn etwas anderes sperrt, zeigt nur der Blick von außen: bollwerk assess --from internet.',
  'No list of ScreenConnect covers the setup wizard. Whether something else closes it only a look from outside shows: bollwerk assess --from internet.',
)
const extensionsOpen: Text = say(
  'Keine Liste von ScreenConnect gilt für die Schnittstellen der Erweiterungen, und sie antworten aus dem Internet. Sperren Sie /App_Extensions/ am Proxy.',
  'No list of ScreenConnect covers the interfaces of the extensions, and they answer the internet. Close /App_Extensions/ at the proxy.',
)
const extensionsUnseen: Text = say(
  'Keine Liste von ScreenConnect gilt für die Schnittstellen der Erweiterungen. Ob sie aus dem Internet antworten, zeigt nur der Blick von außen: bollwerk assess --from internet.',
  'No list of ScreenConnect covers the interfaces of the extensions. Whether they answer the internet only a look from outside shows: bollwerk assess --from internet.',
)
const seesProxy: Text = say(
  'Vor ScreenConnect steht ein Proxy, und die Listen nennen öffentliche Netze. ScreenConnect sieht aber nur die Adresse des Proxys (eine Einstellung für X-Forwarded-For wurde nirgends gefunden). Tragen Sie hier nur die Adresse des Proxys ein und führen Sie die Netze der Techniker am Proxy.',
  "A proxy stands in front of ScreenConnect, and the lists name public networks. But ScreenConnect sees only the address of the proxy (no setting for X-Forwarded-For was found anywhere). Enter only the proxy's address here and keep the technicians' networks at the proxy.",
)
const fingerprint: Text = say(
  'HostClientDeviceFingerprintValidationLevel vergleicht die Adresse der Anmeldung mit der am Relay. Läuft die Weboberfläche über den Proxy und das Relay nicht, brechen Verbindungen der Techniker ab. Stellen Sie es auf None oder Low, oder führen Sie beide über den Proxy.',
  "HostClientDeviceFingerprintValidationLevel compares the address of the sign-in with that at the relay. If the web interface goes through the proxy and the relay does not, technicians' connections break. Set it to None or Low, or lead both through the proxy.",
)
