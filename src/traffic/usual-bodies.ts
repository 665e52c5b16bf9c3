import type { AreaId } from '../model/area.ts'

/**
 * The largest body of a request to an area, in bytes. Areas that are not named take bodies of any size: agents send
 * inventories and backups, technicians fill the toolbox, and whatever is too large the product itself refuses.
 */
export const largestBodies: Readonly<Partial<Record<AreaId, number>>> = {
  'automate.installer': 0,
  'screenconnect.guests': 16 * 1024 * 1024,
  'screenconnect.downloads': 0,
}
