/**
 * What administers a Windows server or its database: SSH, RPC, NetBIOS, SMB, MySQL, RDP, WinRM, MySQL X and the file
 * redirector of Automate.
 */
export const managementPorts: readonly number[] = [22, 135, 139, 445, 3306, 3389, 5985, 5986, 12_413, 33_060]

export function isManagementPort(port: number): boolean {
  return managementPorts.includes(port)
}
