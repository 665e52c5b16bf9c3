export type { OutsideFacts } from './facts.ts'
export { usualPorts } from './ports/usual-ports.ts'
