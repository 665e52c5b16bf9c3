import { plantedSecrets } from './secrets.ts'
import { escaped } from './web-config.ts'

export interface LabTrigger {
  readonly name: string
  readonly disabled: boolean
  readonly filter: string
  readonly action: 'mail' | 'call' | 'command'
  readonly target?: string
}

export function triggerFile(on: 'Security' | 'Session', triggers: readonly LabTrigger[]): string {
  const element = `${on}EventTrigger`
  const texts = triggers.map(
    (trigger) =>
      `<${element} Name="${escaped(trigger.name)}" IsDisabled="${trigger.disabled}" EventFilter="${escaped(trigger.filter)}"><Actions>${action(trigger)}</Actions></${element}>`,
  )
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  return `<?xml version="1.0"?>\r\n<${element}s ${xsi}>\r\n${texts.join('\r\n')}\r\n</${element}s>\r\n`
}

function action({ action: kind, target = 'muster-msp.de' }: LabTrigger): string {
  if (kind === 'mail')
    return `<TriggerAction xsi:type="SmtpTriggerAction" From="" To="wache@${target}" Subject="ScreenConnect"><Body>{*:j}</Body></TriggerAction>`
  if (kind === 'call')
    return `<TriggerAction xsi:type="HttpTriggerAction" Uri="https://hook:${plantedSecrets.triggerToken}@${target}/${plantedSecrets.triggerToken}" HttpMethod="POST" ExtraHeaders="Authorization: ${plantedSecrets.triggerHeader}" />`
  return `<TriggerAction xsi:type="SessionEventTriggerAction" EventType="QueuedCommand"><Data>${plantedSecrets.triggerCommand}</Data></TriggerAction>`
}
