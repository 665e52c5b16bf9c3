export type ProfileName = 'domain' | 'private' | 'public'

export const profileNames: readonly ProfileName[] = ['domain', 'private', 'public']

/** Where one profile is switched: the machine's own key, and those where a group policy decides instead. */
export interface ProfileKeys {
  readonly own: string
  readonly policy: readonly string[]
}

const own = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy`
const policy = String.raw`HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall`

/** "Private" is called StandardProfile by the machine, and either by group policies (assessment.md §5.2). */
export const profileKeys: Readonly<Record<ProfileName, ProfileKeys>> = {
  domain: { own: `${own}\\DomainProfile`, policy: [`${policy}\\DomainProfile`] },
  private: {
    own: `${own}\\StandardProfile`,
    policy: [`${policy}\\PrivateProfile`, `${policy}\\StandardProfile`],
  },
  public: { own: `${own}\\PublicProfile`, policy: [`${policy}\\PublicProfile`] },
}

/** The values that switch a profile on and let it refuse what no rule admits. */
export const profileValues: readonly { readonly name: string; readonly wanted: number }[] = [
  { name: 'EnableFirewall', wanted: 1 },
  { name: 'DefaultInboundAction', wanted: 1 },
]
