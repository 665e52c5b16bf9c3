import type { RegistryValue } from '../change.ts'
import type { Ground } from '../ground.ts'
import { type Registry, registry } from '../registry/registry.ts'
import { type Stored, storedFrom } from '../registry/value-bytes.ts'

/**
 * Values of the registry. Each is set in one write, which Windows does as a whole, so nothing is kept for one that
 * breaks off. What stands there is compared with type and bytes.
 */
export function registryGround(values: Registry = registry()): Ground<'registry'> {
  return {
    async standing({ key, name, before, after }) {
      const stored = await values.stored(key, name)
      if (isSame(stored, before)) return 'before'
      return isSame(stored, after) ? 'after' : 'other'
    },
    snapshot: () => Promise.resolve(),
    move: (step, to) => values.write(step, step[to]),
    restore: ({ key, name }) =>
      Promise.reject(new Error(`${key}: ${name} was changed by somebody else and is left as it is`)),
  }
}

function isSame(stored: Stored | null, value: RegistryValue | null): boolean {
  if (stored === null || value === null) return stored === value
  const wanted = storedFrom(value)
  return stored.type === wanted.type && stored.bytes.equals(wanted.bytes)
}
