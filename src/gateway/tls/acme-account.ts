import type { Client } from 'acme-client'
import type { AcmeSettings } from '../../policy/gateway-settings.ts'
import { type AcmeLibrary, acmeLibrary } from './acme-library.ts'
import { AcmeProblem, problemOf } from './acme-problem.ts'
import type { AcmeState } from './acme-state.ts'

/**
 * Opens the account at the authority: the one that was kept, or a new one after the operator agreed to the terms
 * (RFC 8555, section 7.3). Rejects with an `AcmeProblem`.
 */
export async function openAccount(
  { directory, email, agreeTerms }: AcmeSettings,
  state: AcmeState,
): Promise<{ readonly acme: AcmeLibrary; readonly client: Client }> {
  if (!agreeTerms) throw new AcmeProblem('userActionRequired', '')
  const acme = await acmeLibrary()
  const accountKey = await state.accountKey(async () => (await acme.crypto.createPrivateEcdsaKey('P-256')).toString())
  const kept = await state.account()
  const client = new acme.Client({ directoryUrl: directory, accountKey, ...(kept && { accountUrl: kept.url }) })
  if (kept?.email === email) return { acme, client }
  const contact = [`mailto:${email}`]
  // An account with this key may be there already; then the authority answers with it.
  if (kept) await client.updateAccount({ contact })
  else await client.createAccount({ termsOfServiceAgreed: true, contact })
  await state.keepAccount({ url: client.getAccountUrl(), email })
  return { acme, client }
}

/** An account that the authority does not know is opened anew at the next attempt. */
export async function forgetUnknown(state: AcmeState, cause: unknown): Promise<void> {
  const { type } = problemOf(cause)
  if (type === 'accountDoesNotExist') await state.keepAccount(undefined)
}
