import { broughtAlong } from '../brought.ts';
import { textOf } from '../event.ts';
import { byText } from '../order.ts';
import { takenBackWords } from '../taken-back.ts';
import { type PlannedAudit, standingOf, unrecorded, waivedIn } from './planned.ts';
import { ranges } from './ranges.ts';
import type { Audit } from './record.ts';
import type { Check } from './terms.ts';

/**
 * @param of its occurrence; without it, the line says how far its record is.
 * @returns one line for each audit: scope, by whom, what was checked of them, findings, and who got the report; whether it was missed or
 * waived (9.2.2).
 */
export function auditRows(audit: Audit, of?: PlannedAudit) {
  const { id, title, period, auditor, scope, criteria, sample, checks, approved, planned, examined } = audit;
  const { findings, report, counted, brought, takenBack = [] } = audit;
  const { due, missed } = of?.occurrence ?? {};
  const majors = findings.filter((f) => f.grade === 'major').length;
  const competence = checks.findLast((c) => c.person === auditor && c.competence)?.competence;
  return [
    {
      audit: textOf(title),
      period,
      state: standingOf(audit, of),
      due: due?.date ?? due?.at ?? '',
      missed: missed?.at ?? '',
      waived: of ? waivedIn(of) : '',
      auditor,
      competence: competence ? `until ${competence.until}: ${competence.proof}` : '',
      checked: checks.map(checkWords).join('; '),
      taken_over: approved.map((a) => `${a.at} ${a.person}, approved by ${a.by}`).join('; '),
      scope: ranges(scope),
      criteria: textOf(criteria),
      sample: textOf(sample),
      planned: planned ?? '',
      examined: brought?.on ?? examined ?? '',
      findings: counted?.findings ?? (brought ? '' : findings.length),
      majors: counted?.majors ?? (brought ? '' : majors),
      nonconformities: findings.flatMap((f) => f.nonconformity ?? []).join(' '),
      reported: report?.on ?? report?.at ?? '',
      report: textOf(report?.name),
      report_to: report?.to.join(' ') ?? '',
      verified_by: report?.verifiedBy ?? '',
      occurrence: id,
      brought_along: broughtAlong(audit),
      taken_back: takenBack.map((mark) => `${mark.what} ${takenBackWords(mark)}`).join('; '),
    },
  ];
}

/**
 * @param kept records of audits, those that were brought along included. @param planned all that were planned, in any order.
 * @returns one line for each audit, held or not (9.2.2).
 */
export function plannedAuditRows(kept: Audit[], planned: PlannedAudit[]) {
  const recorded = kept.map((audit) => ({ audit, of: planned.find(({ key }) => key === audit.id) }));
  const others = planned
    .filter(({ key }) => !kept.some(({ id }) => id === key))
    .map((of) => ({ audit: unrecorded(of), of }));
  return [...recorded, ...others]
    .sort(byText(({ audit, of }) => of?.occurrence.due.at ?? audit.examined ?? ''))
    .flatMap(({ audit, of }) => auditRows(audit, of));
}

function checkWords({ person, at, because, bars }: Check): string {
  const found = bars.length === 0 ? 'nothing against it' : bars.map(textOf).join(', ');
  return `${at} ${person} (${because}): ${found}`;
}
