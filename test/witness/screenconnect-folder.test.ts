import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { screenConnectFolder, writeScreenConnectFolder } from '../../lab/screenconnect/folder.ts'
import { bundledIndicators } from '../../src/catalog/index.ts'
import { collectScreenConnect } from '../../src/evidence/screenconnect/collect.ts'
import type { ScreenConnectFacts } from '../../src/evidence/screenconnect/facts.ts'
import { type Evidence, isSeen } from '../../src/model/evidence.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const situation = { now, proxy: '10.20.0.5', version: '26.6.5.9742' }
let folder = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bollwerk-sc-'))
  await writeScreenConnectFolder(folder, screenConnectFolder('neglected', situation))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function look(): Promise<readonly Evidence[]> {
  const { indicators } = bundledIndicators
  return await collectScreenConnect({ folder, machine: 'SC01', seenAt: now, indicators })
}

function about<Name extends keyof ScreenConnectFacts>(evidence: readonly Evidence[], fact: Name, file = ''): Evidence {
  const piece = evidence.find((one) => one.fact === fact && one.source.endsWith(file))
  if (!piece) throw new Error(`nothing of ${fact}`)
  return piece
}

function reason(piece: Evidence): string {
  return isSeen(piece) ? 'seen' : piece.missing.reason
}

function userFile(): string {
  return readFileSync(join(folder, 'App_Data/User.xml'), 'utf8')
}

describe('the witness in the folder of ScreenConnect', () => {
  it('reads every file, names the machine and dates everything', async () => {
    const evidence = await look()
    expect(evidence.filter((piece) => !isSeen(piece))).toEqual([])
    expect(evidence).toHaveLength(13)
    for (const { source, at, witness, server } of evidence) {
      expect([source.startsWith('SC01: '), at, witness, server]).toEqual([
        true,
        '2026-11-25T12:00:00.000Z',
        'inside',
        'screenconnect',
      ])
    }
  })

  it('sums up sign-ins: who guessed, from where, and that it worked', async () => {
    expect(about(await look(), 'screenconnect.security-log')).toMatchObject({
      value: {
        whole: true,
        failures: 401,
        addresses: [{ address: '192.0.2.66', failures: 400, names: 40, successes: 1 }, { address: '192.0.2.1' }],
        indicators: [{ id: 'worm-2026-02', count: 1 }],
      },
    })
  })

  it("counts a guest's files and finds indicators in what was run", async () => {
    const { value } = about(await look(), 'screenconnect.sessions') as {
      value: ScreenConnectFacts['screenconnect.sessions']
    }
    expect(value.counts).toContainEqual(expect.objectContaining({ event: 'RanFiles', by: 'guest', count: 2 }))
    expect(value.indicators.map(({ id }) => id)).toEqual(['worm-2026-07', 'worm-2026-10'])
  })

  it.each([
    ['UTF-16 LE', 'utf16le', '\uFEFF'],
    ['UTF-8 with its mark', 'utf8', '\uFEFF'],
  ] as const)('reads %s', async (_, encoding, mark) => {
    const text = userFile().replaceAll('k.weber', 'k.müßig')
    writeFileSync(join(folder, 'App_Data/User.xml'), mark + text, encoding)
    const names = (about(await look(), 'screenconnect.users') as { value: ScreenConnectFacts['screenconnect.users'] })
      .value
    expect(names.users.map(({ name }) => name)).toContain('k.müßig')
  })

  it('reads UTF-16 BE', async () => {
    writeFileSync(join(folder, 'App_Data/User.xml'), Buffer.from(`\uFEFF${userFile()}`, 'utf16le').swap16())
    expect(reason(about(await look(), 'screenconnect.users'))).toBe('seen')
  })

  it('finds files whatever the case of their names', async () => {
    renameSync(join(folder, 'App_Data'), join(folder, 'app_data'))
    renameSync(join(folder, 'web.config'), join(folder, 'Web.Config'))
    expect((await look()).filter((piece) => !isSeen(piece))).toEqual([])
  })
})

describe('what is not as it should be', () => {
  it.each([
    ['absent', 'absent', () => rmSync(join(folder, 'App_Data/User.xml'))],
    ['cut off', 'unreadable', () => writeFileSync(join(folder, 'App_Data/User.xml'), userFile().slice(0, -20))],
    ['something else', 'unreadable', () => writeFileSync(join(folder, 'App_Data/User.xml'), '<Roles/>')],
    ['no text', 'unreadable', () => writeFileSync(join(folder, 'App_Data/User.xml'), Buffer.from([0x80, 0xff, 0x00]))],
    [
      'a bomb',
      'unreadable',
      () => writeFileSync(join(folder, 'App_Data/User.xml'), '<!DOCTYPE a [<!ENTITY b "b">]><Users>&b;</Users>'),
    ],
    ['200 MB long', 'too-large', () => truncateSync(join(folder, 'App_Data/User.xml'), 200 * 1024 * 1024)],
    ['a folder', 'unreadable', () => mkdirInstead('App_Data/User.xml')],
    ['a pipe', 'unreadable', () => pipeInstead('App_Data/User.xml')],
    ['a link to a file elsewhere', 'denied', () => linkInstead('App_Data/User.xml', '/etc/hostname')],
  ] as const)('is told when a file is %s, and the others are read', async (_, expected, spoil) => {
    spoil()
    const evidence = await look()
    expect(reason(about(evidence, 'screenconnect.users'))).toBe(expected)
    expect(evidence.filter((piece) => !isSeen(piece))).toHaveLength(1)
  })

  it('is never followed out of the folder', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'bollwerk-elsewhere-'))
    renameSync(join(folder, 'App_Data'), join(elsewhere, 'App_Data'))
    symlinkSync(join(elsewhere, 'App_Data'), join(folder, 'App_Data'))
    symlinkSync('/etc/passwd', join(folder, 'web.config.bak'))
    const evidence = await look()
    for (const fact of ['users', 'roles', 'triggers', 'security-log', 'sessions'] as const)
      expect(reason(about(evidence, `screenconnect.${fact}`))).toBe('denied')
    expect(JSON.stringify(evidence)).not.toContain('root:')
    rmSync(elsewhere, { recursive: true })
  })

  it('is told when a file is denied', async () => {
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'App_Data/User.xml'), 0)
    expect(reason(about(await asNobody(look), 'screenconnect.users'))).toBe('denied')
  })

  it('fails only if the folder itself is not there', async () => {
    rmSync(folder, { recursive: true })
    await expect(look()).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a database', () => {
  it('is read while ScreenConnect writes to it, its journal included, and left as it was', async () => {
    const database = new DatabaseSync(join(folder, 'App_Data/Security.db'))
    database.exec('pragma wal_autocheckpoint = 0')
    const insert = database.prepare("insert into SecurityEvent values (randomblob(16), 0, 7, ?, 'x', '', x'c0000242')")
    for (let count = 0; count < 50; count += 1) insert.run(639_155_556_000_000_000n)
    const before = readdirSync(join(folder, 'App_Data'))
    const { value } = about(await look(), 'screenconnect.security-log') as {
      value: ScreenConnectFacts['screenconnect.security-log']
    }
    expect(value.failures).toBe(451)
    expect(readdirSync(join(folder, 'App_Data'))).toEqual(before)
    insert.run(639_155_556_000_000_000n)
    database.close()
  })

  it('is not copied after somebody stopped the look, and no copy stays behind', async () => {
    const { indicators } = bundledIndicators
    const evidence = await collectScreenConnect({
      folder,
      machine: 'SC01',
      seenAt: now,
      indicators,
      signal: AbortSignal.abort(),
    })
    expect(new Set(evidence.map(reason))).toEqual(new Set(['interrupted']))
  })

  it('without row numbers is read all the same', async () => {
    remade(
      'create table SessionEvent (ID int primary key, EventType int, Time int) without rowid; insert into SessionEvent values (1, 70, 639155556000000000)',
    )
    expect(about(await look(), 'screenconnect.sessions')).toMatchObject({ value: { events: 1, whole: true } })
  })

  it('leaves no copy behind', async () => {
    const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('bollwerk-copy-'))
    await look()
    expect(copies()).toEqual([])
  })

  it.each([
    ['no database', () => writeFileSync(join(folder, 'App_Data/Session.db'), 'x'.repeat(5000))],
    ['cut off', () => truncateSync(join(folder, 'App_Data/Session.db'), 5000)],
    ['empty', () => writeFileSync(join(folder, 'App_Data/Session.db'), '')],
    ['of other tables', () => remade('create table Own (a)')],
    [
      'a view that never ends',
      () =>
        remade(
          'create view SessionEvent as with recursive n(Time, EventType) as (select 1, 1 union all select Time + 1, 1 from n) select * from n',
        ),
    ],
    ['without the columns', () => remade('create table SessionEvent (Own int)')],
  ])('that is %s is unreadable, never empty', async (_, spoil) => {
    spoil()
    expect(reason(about(await look(), 'screenconnect.sessions'))).toBe('unreadable')
  })
})

/** The same without the rights of root, whom no file is denied. */
async function asNobody<Result>(doing: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return await doing()
  process.seteuid?.(65_534)
  try {
    return await doing()
  } finally {
    process.seteuid?.(0)
  }
}

function remade(sql: string): void {
  rmSync(join(folder, 'App_Data/Session.db'))
  const database = new DatabaseSync(join(folder, 'App_Data/Session.db'))
  database.exec(sql)
  database.close()
}

function mkdirInstead(path: string): void {
  rmSync(join(folder, path))
  mkdirSync(join(folder, path))
}

function pipeInstead(path: string): void {
  rmSync(join(folder, path))
  execFileSync('mkfifo', [join(folder, path)])
}

function linkInstead(path: string, target: string): void {
  rmSync(join(folder, path))
  symlinkSync(target, join(folder, path))
}
