import { type Lab, startLab } from './lab.ts'

/** The site that `bollwerk lab` starts: usual ports, usual network, with the slow traffic of its own users. */
export function startTrialSite(state: 'neglected' | 'hardened'): Promise<Lab> {
  return startLab({ state, traffic: true })
}
