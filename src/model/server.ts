/** The two servers that Bollwerk looks after. */
export type ServerKind = 'automate' | 'screenconnect'

export const serverKinds: readonly ServerKind[] = ['automate', 'screenconnect']

/** The names that people know the servers by. */
export const serverNames: Readonly<Record<ServerKind, string>> = {
  automate: 'ConnectWise Automate',
  screenconnect: 'ConnectWise ScreenConnect',
}
