import { automateFaults } from './planted/automate-faults.ts'
import { databaseFaults } from './planted/database-faults.ts'
import type { Fault } from './planted/fault.ts'
import { outsideFaults } from './planted/outside-faults.ts'
import { screenconnectFaults } from './planted/screenconnect-faults.ts'
import { windowsFaults } from './planted/windows-faults.ts'

/** Everything that can be wrong with a site, one small thing at a time, and what must be found for it. */
export const plantedFaults: readonly Fault[] = [
  ...outsideFaults,
  ...windowsFaults,
  ...automateFaults,
  ...databaseFaults,
  ...screenconnectFaults,
]
