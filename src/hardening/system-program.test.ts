import { expect, it } from 'vitest'
import { runSystemProgram } from './system-program.ts'

it.skipIf(process.platform === 'win32')(
  'a program of Windows is not sought anywhere but in the folder of Windows',
  async () => {
    await expect(runSystemProgram('sh', ['-c', 'true'])).rejects.toThrow(/could not be run/)
  },
)
