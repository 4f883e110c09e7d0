import { byPerson } from '../actor.ts';
import { documentedStream, jsonOf, type NewEvent } from '../event.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import { auditorOf, scopeOf } from './auditor.ts';
import { findingsIn } from './finding.ts';
import { REPORT } from './terms.ts';

/** @returns what a stage of an internal audit that has ended adds to the audit's record: nothing if it was waived. */
export function auditedBy(task: TaskState): NewEvent[] {
  const { terms, endedAt, submission, audit, verdict } = task;
  if (!terms.audit || !endedAt || !submission || verdict === 'waived' || !('occurrence' in terms.origin)) return [];
  const { title, period } = terms.audit;
  const whose = { title, period, duty: terms.duty ?? '', checks: audit?.checks ?? [], approved: audit?.approved ?? [] };
  const stream = documentedStream('audit', terms.origin.occurrence);
  const event = (kind: string, body: object, at: Instant = endedAt): NewEvent[] => [
    {
      stream,
      kind,
      actor: byPerson(submission.by),
      at,
      body: jsonOf({ ...whose, ...body }),
    },
  ];
  const words = (item: string) => submission.items.find((e) => e.item === item);
  const auditor = auditorOf(task);
  if (terms.slot === 'plan') {
    const [criteria, sample] = [words('criteria')?.name, words('sample')?.name];
    return event('planned', { auditor, scope: scopeOf(task), criteria, sample });
  }
  if (terms.slot === 'fieldwork')
    return event('examined', { auditor, scope: scopeOf(task), findings: findingsIn(task) }, submission.at);
  const report = words(REPORT);
  if (!report) return [];
  const { name, url, kept } = report;
  const verifiedBy = task.verified?.by;
  return event('reported', {
    report: { at: endedAt, name, url, kept, to: audit?.reported?.to ?? [], verifiedBy },
  });
}
