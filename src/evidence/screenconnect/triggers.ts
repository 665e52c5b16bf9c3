import type { Trigger, TriggersFact } from './facts.ts'
import { plain, truth } from './plain.ts'
import { childOf, childrenOf, textIn, type XmlElement } from './xml.ts'

/**
 * Triggers of `SecurityEventTrigger.xml` or `SessionEventTrigger.xml` (screenconnect.md §3.5). Bodies, headers, commands
 * and the paths of addresses may hold secrets and stay where they are.
 */
export function readTriggers(on: TriggersFact['on'], root: XmlElement): TriggersFact {
  return { on, triggers: root.children.filter(isTrigger).slice(0, 2_000).map(trigger) }
}

/** Kinds of events and their results (screenconnect.md §3.5); any other word of a filter may be somebody's secret. */
const eventWords: ReadonlySet<string> = new Set(
  (
    'LoginAttempt LogoutAttempt ChangePasswordAttempt ResetPasswordAttempt Success UserNameInvalid LockedOut ' +
    'NewPasswordInvalid PasswordInvalid OneTimePasswordInvalid OneTimePasswordRequired ResetCodeInvalid ' +
    'NotAuthenticated CreatedSession InitiatedJoin Connected Disconnected QueuedCommand QueuedTool RanCommand ' +
    'CopiedText CopiedFiles DraggedFiles RanFiles SentFiles SwitchedLogonSession QueuedElevatedTool Host Guest'
  ).split(' '),
)

function isEventWord(word: string): boolean {
  return eventWords.has(word)
}

function isTrigger({ name }: XmlElement): boolean {
  return name === 'SecurityEventTrigger' || name === 'SessionEventTrigger'
}

function trigger(element: XmlElement): Trigger {
  const filter = element.attributes.get('EventFilter') ?? textIn(element, 'EventFilter') ?? ''
  const disabled = element.attributes.get('IsDisabled') ?? textIn(element, 'IsDisabled')
  return {
    name: plain(element.attributes.get('Name') ?? textIn(element, 'Name') ?? '', 100),
    enabled: !(truth(disabled) ?? false),
    watches: [...new Set([...filter.matchAll(/'(\w{2,40})'/g)].map(([, word = '']) => word))].filter(isEventWord),
    actions: childrenOf(childOf(element, 'Actions'), 'TriggerAction').slice(0, 200).map(action),
  }
}

function action(element: XmlElement): Trigger['actions'][number] {
  const made = element.attributes.get('EventType') ?? textIn(element, 'EventType')
  return {
    kind: plain((element.attributes.get('xsi:type') ?? '').replace(/^.*:/, ''), 60),
    target: target(element),
    makes: made !== undefined && isEventWord(made) ? made : null,
  }
}

function target({ attributes }: XmlElement): string | null {
  const host = /^[a-z]+:\/\/(?:[^/@\s]*@)?([A-Za-z0-9.-]{1,253})/i.exec(attributes.get('Uri') ?? '')?.[1]
  const domain = /@([A-Za-z0-9.-]{1,253})/.exec(attributes.get('To') ?? '')?.[1]
  return (host ?? domain)?.toLowerCase() ?? null
}
