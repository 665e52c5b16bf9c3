/** Values that a setting may have to be told. What does not fit is not told, because it may be something else. */
const number = /^-?\d{1,12}$/
const truth = /^(true|false)$/i
const word = /^[A-Za-z]{1,30}$/
/** An address to listen at or to be found at: no user, no password, no query. */
const place = /^[a-z]{1,10}:\/\/[A-Za-z0-9.+*[\]:-]{1,255}(:\d{1,5})?\/?$/

/** Keys of `web.config` that hold no secret and that somebody judges (screenconnect.md §3.4), with the form of their value. */
export const serverSettings: ReadonlyMap<string, RegExp> = new Map([
  ['AccessTokenExpireSeconds', number],
  ['AllowPasswordAutoComplete', truth],
  ['AllowRemoteSetup', truth],
  ['AuditLevel', word],
  ['AutoReinstallOldVersionClient', truth],
  ['ConsentExpireSeconds', number],
  ['CookieSameSiteMode', word],
  ['DisableAutoPortForwarding', truth],
  ['HostClientDeviceFingerprintValidationLevel', word],
  ['InputIdleDisconnectTimeSeconds', number],
  ['IsRelayTrafficRouted', truth],
  ['IsSetup', truth],
  ['MaxLongestTicketReissueIntervalSeconds', number],
  ['MinAuthenticationFactorCount', number],
  ['OperationLimitPeriodMillisecondCount', number],
  ['OperationLimitRequestsPerPeriod', number],
  ['RelayAddressableUri', place],
  ['RelayListenUri', place],
  ['ShouldRevalidateAccessToken', truth],
  ['TicketReissueIntervalSeconds', number],
  ['TrustDeviceExpireDays', number],
  ['UsePersistentTicketCookie', truth],
  ['WebServerAddressableUri', place],
  ['WebServerListenUri', place],
])

/** The same for `App_ClientConfig\app.config`. */
export const clientSettings: ReadonlyMap<string, RegExp> = new Map([
  ['AccessLockMachineOnDisconnect', truth],
  ['AccessShowUnderControlBanner', truth],
  ['AllowGuestInitiatedFileTransfer', truth],
  ['SupportShowUnderControlBanner', truth],
])

/** Names of settings and attributes whose value is a secret. */
export const secretName: RegExp =
  /(password|secret|secretkey|integrationkey|apikey|accesskey|sharedkey|privatekey|asymmetrickey|identifierblob|connectionstring)$/i
