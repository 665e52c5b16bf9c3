import { type Lab, startLab } from './lab.ts'

/**
 * The site that `bollwerk lab` starts: usual ports, usual network, with the slow traffic of its own users. `german` is
 * the neglected site with Windows in German.
 */
export function startTrialSite(state: 'neglected' | 'hardened' | 'half-migrated' | 'german'): Promise<Lab> {
  return state === 'german'
    ? startLab({ state: 'neglected', windows: 'german', traffic: true })
    : startLab({ state, traffic: true })
}

/** A neglected site that waits for a gateway at its public addresses, with a folder that the gateway is started from. */
export async function startShieldedSite(): Promise<Lab & { readonly gatewayFolder: string }> {
  const lab = await startLab({ state: 'shielded', longPoll: 5000 })
  const { gatewayFolder } = lab
  if (gatewayFolder === undefined) throw new Error('a shielded site has a folder for its gateway')
  return { ...lab, gatewayFolder }
}
