import { describe, expect, it } from 'vitest'
import { technicianPlaces } from './iis/places.ts'
import { restrictApplication } from './iis/rules.ts'
import { editLists } from './screenconnect/lists.ts'
import { editSettings, internalProvider } from './screenconnect/settings.ts'
import { readXmlDocument } from './xml-document.ts'
import { XmlEdit } from './xml-edit.ts'
import { refusalText, XmlRefused } from './xml-refusal.ts'

/** Everything that the planners do with a file; the refusal, if there is one. */
function refusalOf(bytes: Uint8Array): XmlRefused | undefined {
  try {
    const edit = new XmlEdit(readXmlDocument(bytes))
    internalProvider(edit.document)
    editSettings(edit, { CookieSameSiteMode: 'Lax' })
    editLists(edit, { networks: ['203.0.113.0/24'], behindProxy: false, drop: () => false })
    for (const place of technicianPlaces(edit.document))
      restrictApplication(edit, place, { networks: [], proxyMode: false })
    return undefined
  } catch (error) {
    if (error instanceof XmlRefused) return error
    throw error
  }
}

function text(content: string): Buffer {
  return Buffer.from(content)
}

function within(content: string): Buffer {
  return text(`<configuration>\n${content}\n</configuration>`)
}

const list = '<add key="RestrictToIPs" value="" />'
const provider = '<add type="ScreenConnect.InternalMembershipProvider, ScreenConnect.Web" />'
const sites =
  '<system.applicationHost><sites><site name="S"><application path="/cwa"><virtualDirectory path="/" /></application></site></sites></system.applicationHost>'
const rules =
  '<location path="S/cwa"><system.webServer><security><ipSecurity /></security></system.webServer></location>'
const little = (content: string): Buffer => Buffer.from(content, 'utf16le')

const hostile: readonly (readonly [string, Buffer, string])[] = [
  [
    'an entity bomb',
    text('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><configuration>&c;</configuration>'),
    '1:1',
  ],
  [
    'an entity from a file',
    text('<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///c:/x">]><configuration/>'),
    '2:1',
  ],
  ['a document type without content', text('<!DOCTYPE configuration>\n<configuration/>'), '1:1'],
  [
    'a document type from elsewhere',
    text('\n\n  <!DOCTYPE configuration SYSTEM "http://192.0.2.1/x.dtd"><configuration/>'),
    '3:3',
  ],
  ['an unknown entity', within('<a b="&geheim;" />'), '2:14'],
  ['an outermost element without end', text('<configuration>\n'), '2:1'],
  ['an inner element without end', within(' <appSettings>'), '3:17'],
  ['elements that end in the wrong order', within('<a><b></a></b>'), '2:10'],
  ['a tag without end', text('<configuration\n'), '2:1'],
  ['an attribute without end', within('<a b="x />'), '3:1'],
  ['an attribute without quotes', within('<a b=1 />'), '2:6'],
  ['an attribute twice', within('<a b="1" b="2" />'), '2:17'],
  ['a comment without end', within('<!-- a'), '3:17'],
  ['two outermost elements', text('<configuration/>\n<configuration/>'), '2:15'],
  ['text behind the end', text('<configuration/>\ngeheim'), '2:7'],
  ['nothing', text(''), '1:1'],
  ['a NUL', within('<a>\u0000</a>'), '2:4'],
  ['another outermost element', text('<Configuration/>'), '1:1'],
  ['XML 1.1', text('<?xml version="1.1"?><configuration/>'), '1:7'],
  ['a declaration of Windows-1252', text('<?xml version="1.0" encoding="windows-1252"?><configuration/>'), '1:21'],
  ['a declaration of UTF-16 in UTF-8', text('<?xml version="1.0" encoding="utf-16"?><configuration/>'), '1:21'],
  ['a declaration of UTF-8 in UTF-16', little('\uFEFF<?xml version="1.0" encoding="utf-8"?><configuration/>'), '1:21'],
  [
    'a byte order that is declared wrongly',
    little('\uFEFF<?xml version="1.0" encoding="utf-16be"?><configuration/>'),
    '1:21',
  ],
  ['UTF-16 without a mark', little('<configuration/>'), '1:1'],
  ['UTF-16 the other way round without a mark', little('<configuration/>').swap16(), '1:1'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), '1:1'],
  [
    'half a character at the end of UTF-16',
    Buffer.concat([little('\uFEFF<configuration/>'), Buffer.from([0x20])]),
    '1:17',
  ],
  ['half a surrogate pair', little('\uFEFF<configuration>\n<!-- \uD83C --></configuration>'), '2:6'],
  [
    'a letter of Windows-1252 in UTF-8',
    Buffer.from('<configuration>\n<!-- f\u00FCr --></configuration>', 'latin1'),
    '2:7',
  ],
  ['a slash in two bytes', Buffer.concat([text('<configuration>'), Buffer.from([0xc0, 0xaf])]), '1:16'],
  ['a surrogate in UTF-8', Buffer.concat([text('<configuration>\n'), Buffer.from([0xed, 0xa0, 0x80])]), '2:1'],
  ['a character beyond Unicode', Buffer.concat([text('<a>'), Buffer.from([0xf4, 0x90, 0x80, 0x80])]), '1:4'],
  ['a character that is cut off', Buffer.concat([text('<a>'), Buffer.from([0xe2, 0x82])]), '1:4'],
  ['elements in elements without end', text('<a>'.repeat(65)), '1:193'],
  ['more than 8 MB', Buffer.alloc(8 * 1024 * 1024 + 1, ' '), '1:1'],
  ['settings in another file', within(' <appSettings file="more.config"></appSettings>'), '2:2'],
  ['settings that stand elsewhere', within(' <appSettings configSource="a.config" />'), '2:2'],
  [
    'settings that are encrypted',
    within('<appSettings configProtectionProvider="Rsa"><EncryptedData /></appSettings>'),
    '2:1',
  ],
  ['settings that are encrypted without saying how', within('<appSettings><EncryptedData /></appSettings>'), '2:1'],
  [
    'providers that stand elsewhere',
    within('<system.web>\n<membership configSource="m.config" /></system.web>'),
    '3:1',
  ],
  ['settings twice', within('<appSettings />\n<appSettings />'), '3:1'],
  [
    'settings of a page twice',
    within(`<location path="Host.aspx"><appSettings />\n <appSettings /></location>`),
    '3:2',
  ],
  ['a list twice', within(`<location path="Host.aspx"><appSettings>${list}\n${list}</appSettings></location>`), '3:1'],
  [
    'a list twice, in another case',
    within(
      `<location path="Host.aspx"><appSettings>${list}\n${list.replace('Restrict', 'restrict')}</appSettings></location>`,
    ),
    '3:1',
  ],
  [
    'a list in two blocks of one page',
    within(
      `<location path="Host.aspx"><appSettings>${list}</appSettings></location>\n<location path="~/host.ASPX"><appSettings>${list}</appSettings></location>`,
    ),
    '3:30',
  ],
  [
    'a list that is removed again',
    within(`<appSettings>${list}\n  <remove key="restricttoips" /></appSettings>`),
    '3:3',
  ],
  ['a list that is cleared again', within(`<appSettings>${list}<clear /></appSettings>`), '2:50'],
  [
    'a setting twice',
    within(
      '<appSettings>\n<add key="CookieSameSiteMode" value="Lax" />\n<add key="cookiesamesitemode" value="None" /></appSettings>',
    ),
    '4:1',
  ],
  ['settings of the whole site in a block', within('<location path="."><appSettings /></location>'), '2:1'],
  [
    'two sources of internal users',
    within(`<system.web><membership><providers>${provider}\n${provider}</providers></membership></system.web>`),
    '3:1',
  ],
  ['rules of one application in two blocks', within(`${sites}${rules}\n${rules.replace('S/cwa', 's/CWA')}`), '3:52'],
  [
    'rules that are encrypted',
    within(`${sites}\n${rules.replace('<ipSecurity />', '<ipSecurity configProtectionProvider="A" />')}`),
    '3:52',
  ],
]

describe('hostile XML', () => {
  it.each(hostile)('is refused with its place: %s', (_, bytes, place) => {
    const refusal = refusalOf(bytes)
    expect(refusal && `${refusal.place.line}:${refusal.place.column}`).toBe(place)
  })

  it('is told in both languages, with the place and what to do, and without its content', () => {
    for (const [, bytes] of hostile) {
      const refusal = refusalOf(bytes)
      const told = refusal && refusalText('web.config', refusal)
      expect(told?.de).toMatch(/^web\.config, Zeile \d+, Spalte \d+: .*Bitte .*\.$/)
      expect(told?.en).toMatch(/^web\.config, line \d+, column \d+: .*[Pp]lease .*\.$/)
      expect(told?.de).not.toContain('geheim')
    }
  })

  it('is not what stands in comments, in other sections or in what .NET takes for one', () => {
    const harmless = within(
      `<!-- <!DOCTYPE a> ${list}${list} --><connectionStrings configProtectionProvider="R"><EncryptedData /></connectionStrings>` +
        `<appSettings><clear /><remove key="RestrictToIPs" />${list}</appSettings>`,
    )
    expect(refusalOf(harmless)).toBeUndefined()
  })
})
