export { usualPorts } from './ports/usual-ports.ts'
