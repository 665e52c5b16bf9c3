import type { Mapping } from '../model/assessment.ts'
import type { MeasureId } from '../model/measure.ts'

/** What a measure contributes to, by the requirement numbers of each standard, separated by blanks. */
interface Row {
  readonly grundschutz: string
  readonly grundschutzPlusPlus: string
  readonly implementingRegulation: string
  readonly bsig: string
  readonly cis: string
  readonly iso: string
  /** Requirements whose text asks for the measure itself; everything else is only supported. */
  readonly partly?: string
}

const standards: readonly (readonly [Exclude<keyof Row, 'partly'>, string])[] = [
  ['grundschutz', 'BSI IT-Grundschutz 2023'],
  ['grundschutzPlusPlus', 'BSI Grundschutz++'],
  ['implementingRegulation', '(EU) 2024/2690'],
  ['bsig', '§ 30 (2) BSIG'],
  ['cis', 'CIS Controls v8.1'],
  ['iso', 'ISO/IEC 27001:2022'],
]

const currentProduct: Row = {
  grundschutz: 'OPS.1.1.3.A15 OPS.1.1.3.A16',
  grundschutzPlusPlus: 'DET.5.10 DET.5.10.3 DET.5.1 KONF.8.2',
  implementingRegulation: '6.6.1(a)',
  bsig: '5',
  cis: '2.2 7.4 7.6 7.7',
  iso: 'A.8.8 A.8.19',
  partly: 'OPS.1.1.3.A15 6.6.1(a) 7.4',
}

const mappings: Readonly<Record<MeasureId, readonly Mapping[]>> = {
  'automate-current': mapped(currentProduct),
  'database-supported': mapped({
    grundschutz: 'OPS.1.1.3.A15 OPS.1.1.3.A16 APP.4.3.A16',
    grundschutzPlusPlus: 'DET.5.10.2 DET.5.10.3 KONF.10.2',
    implementingRegulation: '6.1.2(b) 6.6.1(a)',
    bsig: '5',
    cis: '2.2 7.4',
    iso: 'A.8.8 A.8.9',
    partly: '2.2',
  }),
  'database-patched': mapped({
    grundschutz: 'OPS.1.1.3.A15 OPS.1.1.3.A16 APP.4.3.A3 APP.4.3.A16 APP.4.3.A20 APP.4.3.A25',
    grundschutzPlusPlus: 'DET.5.10.2 DET.5.10.3 KONF.10.2 KONF.10.4 KONF.10.5',
    implementingRegulation: '6.1.2(b) 6.6.1(a)',
    bsig: '5',
    cis: '2.2 3.10 4.8 7.4',
    iso: 'A.8.8 A.8.9 A.8.24',
    partly: 'OPS.1.1.3.A15 6.6.1(a) 7.4',
  }),
  'screenconnect-current': mapped(currentProduct),
  accounts: mapped({
    grundschutz: 'ORP.4.A1 ORP.4.A2 ORP.4.A3 ORP.4.A10 ORP.4.A21 OPS.1.2.5.A17',
    grundschutzPlusPlus: 'BER.3.5 BER.3.6 BER.3.9 BER.3.16 BER.4.1 BER.5.8 BER.5.9 DLS.2.1',
    implementingRegulation: '11.2.2(a)(e) 11.3.2(a) 11.3.2(b)(c) 11.5.4 11.7',
    bsig: '9 10',
    cis: '5.1 5.3 5.4 6.3 6.4 6.5 6.8',
    iso: 'A.5.15 A.5.16 A.5.17 A.5.18 A.8.2 A.8.5',
    partly: 'OPS.1.2.5.A17 BER.5.8 11.7 6.3 6.4 6.5',
  }),
  'control-center-restricted': mapped({
    grundschutz: 'OPS.1.2.5.A3 OPS.1.2.5.A25 NET.1.1.A11 NET.3.2.A2',
    grundschutzPlusPlus: 'KONF.4.3 KONF.4.4 ARCH.5.1 ARCH.5.1.6',
    implementingRegulation: '6.7.2(b)(g) 11.4.2(c)',
    bsig: '9',
    cis: '13.5 4.4 12.8',
    iso: 'A.8.3 A.8.20 A.8.21',
    partly: 'KONF.4.4',
  }),
  geoblocking: mapped({
    grundschutz: 'NET.3.2.A2 NET.3.2.A3 OPS.1.2.5.A3',
    grundschutzPlusPlus: 'ARCH.2.2.1 ARCH.5.1',
    implementingRegulation: '6.7.2(b)',
    bsig: '9',
    cis: '13.4',
    iso: 'A.8.20',
  }),
  'windows-firewall': mapped({
    grundschutz: 'SYS.1.1.A19',
    grundschutzPlusPlus: 'KONF.7.15',
    implementingRegulation: '6.7.2(b)',
    bsig: '9',
    cis: '4.4',
    iso: 'A.8.20',
    partly: 'SYS.1.1.A19 KONF.7.15 4.4',
  }),
  uac: mapped({
    grundschutz: 'SYS.1.1.A16 SYS.1.2.3.A5',
    grundschutzPlusPlus: 'KONF.2.1 KONF.6.4',
    implementingRegulation: '11.3.2(c)',
    bsig: '9',
    cis: '4.1 5.4',
    iso: 'A.8.2 A.8.9 A.8.18',
  }),
  'isolated-network': mapped({
    grundschutz: 'NET.1.1.A4 NET.1.1.A5 NET.1.1.A6 NET.1.1.A10 NET.1.1.A21 SYS.1.1.A30',
    grundschutzPlusPlus: 'ARCH.2.1 ARCH.2.2 ARCH.2.2.3 ARCH.2.2.6 ARCH.2.2.7 ARCH.2.3',
    implementingRegulation: '6.8',
    bsig: '9',
    cis: '3.12 12.2 12.8 13.4',
    iso: 'A.8.22',
    partly: 'NET.1.1.A10 ARCH.2.2.6 6.8 A.8.22',
  }),
  'ports-minimal': mapped({
    grundschutz: 'NET.3.2.A2 NET.3.2.A3 NET.3.2.A4 NET.1.1.A8 NET.1.1.A11',
    grundschutzPlusPlus: 'ARCH.2.2.1 ARCH.5.1 ARCH.5.1.1 KONF.2.4',
    implementingRegulation: '6.7.2(b)(i)',
    bsig: '9',
    cis: '4.2 4.8 12.2 13.4',
    iso: 'A.8.20 A.8.21',
    partly: 'NET.3.2.A2 ARCH.5.1.1 6.7.2(b)(i)',
  }),
  'endpoint-protection': mapped({
    grundschutz:
      'OPS.1.1.4.A1 OPS.1.1.4.A3 OPS.1.1.4.A5 OPS.1.1.4.A6 OPS.1.1.4.A9 OPS.1.1.4.A14 SYS.1.1.A9 SYS.1.1.A27',
    grundschutzPlusPlus: 'KONF.7.1 KONF.7.3 KONF.7.5 KONF.7.6 KONF.7.7',
    implementingRegulation: '6.9.2',
    bsig: '5 9',
    cis: '10.1 10.2 10.6 10.7 13.2 13.7',
    iso: 'A.8.7 A.8.16',
    partly: 'SYS.1.1.A9 6.9.2 10.1 10.2',
  }),
  'screenconnect-ip-lists': mapped({
    grundschutz: 'OPS.1.2.5.A3 NET.3.2.A2',
    grundschutzPlusPlus: 'KONF.4.4 ARCH.2.2.1',
    implementingRegulation: '6.7.2(b)(g)',
    bsig: '9',
    cis: '13.5 13.10',
    iso: 'A.8.3 A.8.20',
  }),
  'reverse-proxy': mapped({
    grundschutz: 'NET.1.1.A10 NET.1.1.A18 NET.3.2.A16 NET.3.2.A20',
    grundschutzPlusPlus: 'ARCH.5.1.11 ARCH.2.2.6',
    implementingRegulation: '6.7.2(b)',
    bsig: '9',
    cis: '12.2 13.10',
    iso: 'A.8.20 A.8.21 A.8.27',
    partly: 'ARCH.5.1.11 13.10',
  }),
}

/**
 * Where a measure stands in the standards that MSPs in Germany, Austria and Switzerland are asked about. Numbers
 * only: the texts belong to their publishers. Source: reference/assessment.md §4.2, which read part of the
 * IT-Grundschutz numbers in the edition of 2022 and the Grundschutz++ mapping as a draft; nothing is claimed to be
 * fulfilled, because no measure covers a whole requirement.
 */
export function mappingsOf(measure: MeasureId): readonly Mapping[] {
  return mappings[measure]
}

function mapped(row: Row): readonly Mapping[] {
  const partly = new Set(row.partly?.split(' '))
  return standards.flatMap(([column, standard]) =>
    row[column].split(' ').map((requirement): Mapping => {
      return { standard, requirement, relation: partly.has(requirement) ? 'partly-fulfils' : 'supports' }
    }),
  )
}
