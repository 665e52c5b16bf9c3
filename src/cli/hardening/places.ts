import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { PlaceFlags } from './place-flags.ts'

/** Which places there are on this machine. */
export interface Places {
  readonly screenconnectFolder?: string
  readonly applicationHost?: string
}

/**
 * What the flags name; on Windows else the folders that the products are usually installed in, if they are there. Whole
 * paths, because a plan is carried out from wherever.
 */
export function placesOf(
  flags: Pick<PlaceFlags, 'screenconnectFolder' | 'applicationHost'>,
  { platform, env }: { readonly platform: string; readonly env: NodeJS.ProcessEnv },
): Places {
  const usual = platform === 'win32' ? usualPlaces(env) : {}
  const screenconnectFolder = flags.screenconnectFolder ?? present(usual.screenconnectFolder)
  const applicationHost = flags.applicationHost ?? present(usual.applicationHost)
  return {
    ...(screenconnectFolder === undefined ? {} : { screenconnectFolder: resolve(screenconnectFolder) }),
    ...(applicationHost === undefined ? {} : { applicationHost: resolve(applicationHost) }),
  }
}

function usualPlaces(env: NodeJS.ProcessEnv): Places {
  const programs = env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)'
  const windows = env['windir'] ?? 'C:\\Windows'
  return {
    screenconnectFolder: join(programs, 'ScreenConnect'),
    applicationHost: join(windows, 'System32', 'inetsrv', 'config', 'applicationHost.config'),
  }
}

function present(path: string | undefined): string | undefined {
  return path !== undefined && existsSync(path) ? path : undefined
}
