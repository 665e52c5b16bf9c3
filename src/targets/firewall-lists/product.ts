/** Firewalls that lists are written for. */
export type Product = 'opnsense' | 'pfsense' | 'fortigate' | 'sophos' | 'mikrotik'

export const products: readonly Product[] = ['opnsense', 'pfsense', 'fortigate', 'sophos', 'mikrotik']
