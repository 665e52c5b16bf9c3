import type { Inquiry } from './inquiry.ts'
import type { Verdict } from './verdict.ts'
import { findPatch } from './virtual-patches/patch-map.ts'

/** One step of the decision order. */
export interface Step {
  readonly name: string
  /** Whether it does not bind whom the operator allowed explicitly. */
  readonly sparesAllowed: boolean
  /** The objection, if there is one. */
  ask(inquiry: Inquiry): Verdict | undefined
  /** What was seen, for a trace. */
  tell?(inquiry: Inquiry): string | undefined
}

const canonical: Step = {
  name: 'canonical',
  sparesAllowed: false,
  ask: ({ route, serverRules }) =>
    route !== undefined && route.path === undefined ? serverRules?.malformed : undefined,
  tell: ({ source, route }) => [source?.address, route?.path].filter((part) => part !== undefined).join(' '),
}

/** Exploits of known faults, whoever sends them. Before what is closed, so that the log has the name of the fault. */
const patch: Step = {
  name: 'patch',
  sparesAllowed: false,
  ask(inquiry) {
    const { route, serverRules } = inquiry
    if (route === undefined || serverRules === undefined) return undefined
    if (route.patches.byPath === undefined && route.patches.possible.length === 0) return undefined
    // An opened area goes past the patch that is nothing but its lock, and past no other.
    const found = findPatch(route.patches, inquiry, inquiry.isOpened ? inquiry.area?.id : undefined)
    return found && serverRules.patched.get(found.id)
  },
}

/** Closed for everyone, whoever asks: no permission goes past it but an opening for this very address. */
const never: Step = {
  name: 'never',
  sparesAllowed: false,
  ask({ area, route, serverRules, isOpened }) {
    if (area === undefined) return route === undefined ? undefined : serverRules?.unmapped
    return area.audience === 'nobody' && !isOpened ? area.closed : undefined
  },
  tell: ({ area, isOpened }) => (isOpened ? `${area?.id}, opened for this address` : area?.id),
}

const allow: Step = {
  name: 'allow',
  sparesAllowed: false,
  ask(inquiry) {
    const { source, isOpened } = inquiry
    inquiry.isAllowed = isOpened || source?.isTechnician === true || source?.isMonitor === true
    return undefined
  },
  tell({ source, isOpened }) {
    if (source?.isTechnician) return 'technicians'
    if (source?.isMonitor) return 'monitors'
    return isOpened ? 'opened' : 'not listed'
  },
}

const ban: Step = {
  name: 'ban',
  sparesAllowed: true,
  ask({ memory, source, area, now }) {
    if (source === undefined || area === undefined) return undefined
    return memory.bans.isBanned(source.peer, area.scope, now) ? area.banned : undefined
  },
}

const blockList: Step = {
  name: 'block-list',
  sparesAllowed: true,
  ask: ({ source, area }) => (source && source.list > 0 ? area?.listed[source.list] : undefined),
}

const country: Step = {
  name: 'country',
  sparesAllowed: true,
  ask({ source, area }) {
    if (source === undefined || area === undefined) return undefined
    if (area.fixedNetworksOnly) return source.isFixed ? undefined : area.foreign
    if (area.admitted === undefined || area.admitted[source.opinion] === 1) return undefined
    return area.foreign
  },
  tell({ source, rules }) {
    const { class: kind, country: name, opinions } = rules.geo.opinion(source?.opinion ?? 0)
    return name ?? `${kind}: ${opinions.map((opinion) => opinion ?? '?').join('/')}`
  },
}

const audience: Step = {
  name: 'audience',
  sparesAllowed: false,
  ask({ area, source, request }) {
    if (area === undefined) return undefined
    if (area.audience === 'technicians' && source?.isTechnician !== true) return area.reserved
    if (request === undefined) return undefined
    if (!area.methods.has(request.method)) return area.wrongMethod
    return request.contentLength > area.largestBody ? area.tooLarge : undefined
  },
  tell: ({ area }) => area?.audience,
}

/** Signing in has a rate of its own, behind those of the areas. */
const rate: Step = {
  name: 'rate',
  sparesAllowed: false,
  ask({ memory, source, area, rules, route, request, now }) {
    if (source === undefined || area === undefined) return undefined
    const known = area.isForAgents && memory.agents.isKnown(source.peer, now)
    if (!memory.limits.take({ peer: source.peer, bucket: area.scope, now, known })) return area.tooMany
    if (route?.isSignIn !== true || request?.method !== 'POST') return undefined
    const bucket = rules.rates.length - 1
    return memory.limits.take({ peer: source.peer, bucket, now }) ? undefined : area.tooManySignIns
  },
}

/** Steps that the address and the area decide, nothing else. */
export const addressSteps: readonly Step[] = [allow, ban, blockList, country, audience]

/** Every step, in the order of the decision. */
export const requestSteps: readonly Step[] = [canonical, patch, never, ...addressSteps, rate]
