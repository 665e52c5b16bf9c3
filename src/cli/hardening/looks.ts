import { dirname, relative, resolve } from 'node:path'
import { bundledIndicators } from '../../catalog/index.ts'
import { collectMysql } from '../../evidence/mysql/collect.ts'
import { collectScreenConnect } from '../../evidence/screenconnect/collect.ts'
import type { Plan, Step } from '../../hardening/change.ts'
import type { Look } from '../../hardening/verify.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { DatabaseLogin } from './database.ts'
import { machineNameFor } from './machine-name.ts'
import type { Places } from './places.ts'
import { windowsEvidence } from './windows-look.ts'

export interface LookingAt {
  readonly places: Places
  readonly login: DatabaseLogin | undefined
  readonly stored: readonly Evidence[]
  readonly machine: string | undefined
  readonly site: string
  readonly toolVersion: string
  /** At the policy of the gateway. */
  readonly gateway: Look
}

/** How the places of a plan are looked at again, each by the witness that knows it. */
export function looksAt(plan: Plan, looking: LookingAt): readonly Look[] {
  const folder = looking.places.screenconnectFolder ?? folderOfPlan(plan)
  return [
    looking.gateway,
    ...(folder === undefined ? [] : [screenconnectLook(folder, looking)]),
    ...(looking.login === undefined ? [] : [databaseLook(looking.login, looking)]),
    ...(process.platform === 'win32' ? [windowsLook(folder, looking)] : []),
  ]
}

/** The folder whose `web.config` a plan edits: ScreenConnect keeps that file in its installation folder. */
function folderOfPlan({ changes }: Plan): string | undefined {
  const steps = changes.filter(({ subject }) => subject === 'screenconnect').flatMap((change) => change.steps)
  const file = steps.find((step) => step.kind === 'file' && /[\\/]web\.config$/i.test(step.path))
  return file?.kind === 'file' ? dirname(file.path) : undefined
}

function screenconnectLook(folder: string, { stored, machine }: LookingAt): Look {
  return {
    covers: (step) => isWithin(folder, step),
    collect: () =>
      collectScreenConnect({
        folder,
        machine: machineNameFor('screenconnect.', stored, machine),
        seenAt: Date.now(),
        indicators: bundledIndicators.indicators,
      }),
  }
}

function isWithin(folder: string, step: Step): boolean {
  if (step.kind !== 'file') return false
  const way = relative(resolve(folder), resolve(step.path))
  return way !== '' && !way.startsWith('..') && resolve(folder, way) === resolve(step.path)
}

function databaseLook(login: DatabaseLogin, { stored, machine }: LookingAt): Look {
  return {
    covers: ({ kind }) => kind === 'mysql-setting' || kind === 'mysql-account',
    collect: () => collectMysql({ ...login, machine: machineNameFor('mysql.', stored, machine) }),
  }
}

function windowsLook(folder: string | undefined, { site, toolVersion, gateway }: LookingAt): Look {
  return {
    covers: (step) =>
      step.kind === 'registry' ||
      (step.kind === 'file' && !gateway.covers(step) && !(folder && isWithin(folder, step))),
    collect: () => windowsEvidence({ site, toolVersion }),
  }
}
