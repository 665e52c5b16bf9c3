import { HardeningRefusal } from '../../hardening/hardening-refusal.ts'
import { exitCodes } from '../exit-code.ts'
import { Refusal } from '../refusal.ts'

/** Does the work; what the engine refuses becomes a refusal of the command, with the engine's own sentence. */
export async function refusalsTold<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    throw cause instanceof HardeningRefusal ? new Refusal(cause.text, exitCodes.unfinished) : cause
  }
}
