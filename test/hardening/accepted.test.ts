import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { screenconnectSessions } from '../../src/controls/accounts/screenconnect-sessions.ts'
import { screenconnectListsNative } from '../../src/controls/screenconnect-ip-lists/native.ts'
import { NeglectedSite } from './neglected-site.ts'

let site: NeglectedSite
beforeEach(async () => {
  site = await NeglectedSite.open()
})
afterEach(() => site.close())

const today = new Date().toISOString().slice(0, 10)
const later = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
const dated = `since: ${today}, until: ${later}`

interface About {
  readonly control: { readonly id: string; readonly version: number }
  readonly item: string
}

/** Writes into the policy what stays as it is. */
function accept({ control, item }: About): void {
  const who = 'owner: Ada, approver: Ben, reason: The old script needs it.'
  appendFileSync(
    join(site.cwd, 'bollwerk.yaml'),
    `exceptions:\n  - { control: ${control.id}, version: ${control.version}, item: ${item}, ${who}, ${dated} }\n`,
  )
}

function dispute({ control, item }: About): void {
  appendFileSync(
    join(site.cwd, 'bollwerk.yaml'),
    `disputes:\n  - { control: ${control.id}, version: ${control.version}, server: screenconnect, item: ${item}, reason: This is set elsewhere., ${dated} }\n`,
  )
}

const token = { control: screenconnectSessions, item: 'AccessTokenExpireSeconds' }
const tokenFinding = 'accounts.screenconnect-sessions/screenconnect/AccessTokenExpireSeconds'
const mail = { control: screenconnectListsNative, item: 'Services/MailService.ashx' }

describe('what an exception covers', () => {
  it('is neither changed nor a task, and is listed with its owner and its end', async () => {
    accept(token)
    const { plan, answer } = await site.plan('--keep-access', '127.0.0.1')
    expect(plan.changes.flatMap(({ verify }) => verify.flatMap(({ findings }) => findings))).not.toContain(tokenFinding)
    expect(plan.tasks.flatMap(({ findings }) => findings)).not.toContain(tokenFinding)
    expect(plan.accepted).toMatchObject([{ finding: tokenFinding, owner: 'Ada', until: later }])
    expect(answer.stdout).toMatch(/Accepted as an exception: stays as it is.*AccessTokenExpireSeconds.*owner: Ada/s)
  })

  it('stays as open as it was, also where the places around it are restricted', async () => {
    accept(mail)
    const { plan } = await site.plan('--only', mail.control.id, '--keep-access', '127.0.0.1')
    const [change] = plan.changes
    const edited = change?.shown.map(({ place, after }) => `${place} = ${after}`) ?? []
    expect(edited).toContainEqual(expect.stringMatching(/"Services".*203\.0\.113\.0/))
    // Its own list, which is empty, goes before that of its folder.
    expect(edited.filter((line) => line.includes('MailService'))).toEqual([])
  })
})

describe('what is disputed', () => {
  it('is not changed, but is a task that says to settle it first', async () => {
    dispute(token)
    const { plan } = await site.plan('--keep-access', '127.0.0.1')
    expect(plan.changes.flatMap(({ verify }) => verify.flatMap(({ findings }) => findings))).not.toContain(tokenFinding)
    const task = plan.tasks.find(({ findings }) => findings.includes(tokenFinding))
    expect(task?.reason).toMatch(/disputed/)
    expect(readFileSync(site.webConfig, 'utf8')).toContain('AccessTokenExpireSeconds')
  })
})
