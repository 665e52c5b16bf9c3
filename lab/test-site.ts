import type { LabPorts } from './addresses.ts'

/** Ports for tests, which need no rights. Every test file takes a network of its own beside them. */
export const testPorts: LabPorts = {
  https: 20_443,
  http: 20_080,
  heartbeat: 20_075,
  database: 23_306,
  solutionCenter: 28_484,
  fileRedirector: 22_413,
  web: 28_040,
  relay: 28_041,
  management: 28_443,
}
