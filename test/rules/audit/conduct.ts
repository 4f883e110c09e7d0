import { auditStages } from '../../../rules/audit/stages.ts';
import type { Person } from '../../../rules/programme.ts';
import type { StageView } from '../../../rules/stage.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { duty, months } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { at, endOf } from '../task/terms.ts';

export const competence = { auditor: { until: '2027-12-31', proof: 'lead auditor, 2025' } };
const audit = { cycle: { from: '2027-01-01', years: 3 }, keyControls: ['A.5.18', 'A.8.13'], yearly: [] };
const evidence = [
  { id: 'criteria', text: 'against which of our rules', file: false, kept: false },
  { id: 'attendance', text: 'who was at the closing meeting', file: false, kept: false },
];
export const internalAudit = duty({
  id: 'internal-audit',
  kind: 'internal-audit',
  title: 'Internal audit',
  clauses: ['9.2'],
  process: 'audit',
  owner: 'role:auditor',
  verifier: 'elena',
  every: months(6),
  evidence,
});

export function view(
  parts: Partial<StageView> = {},
  competent = ['ken', 'priya'],
  auditors = ['ken', 'priya'],
): StageView {
  const org = organisation({
    duties: [internalAudit, duty()],
    audit,
    roles: { lead: ['mara'], top: ['elena'], auditor: auditors },
  });
  const people = org.programme.people.map((p): Person => (competent.includes(p.id) ? { ...p, competence } : p));
  const programme = { ...org.programme, people };
  return {
    key: 'o7',
    occurrence: {
      duty: 'internal-audit',
      period: '2027-04-16',
      periodName: '2027 H1',
      cause: 'interval',
      opens: at('04-01 00:00'),
      due: endOf('04-16'),
      hardLimit: endOf('04-30'),
      version: 1,
      zone: 'Europe/Berlin',
      openedLateBy: 0,
    },
    version: programme,
    org: { ...org, programme },
    tasks: [],
    documented: [],
    now: at('04-01 00:00'),
    ...parts,
  };
}

export const drafted = (stage: string, of: StageView) => auditStages.tasks[stage]?.(of) ?? [];

/** A stage as it ended: handed in by its assignee, with these items. */
export function ended(
  slot: string,
  of: StageView,
  given: TaskState['given'],
  parts: Partial<TaskState> = {},
): TaskState {
  const [draft] = drafted(slot, of);
  if (!draft) throw new Error(`nothing is drafted for ${slot}`);
  const submission = { by: draft.assignee, at: at('04-07 10:00'), items: given, implementers: [draft.assignee] };
  const { terms, assignee } = draft;
  const known = {
    verdict: 'recorded',
    endedAt: at('04-07 10:00'),
    thread: { ref: { number: '#1', url: 'https://t/1' } },
  };
  return {
    terms: { ...terms, key: slot, display: slot },
    assignee,
    ...{ stage: 'ended', extended: [], given },
    submission,
    ...known,
    ...parts,
  } as TaskState;
}

export const gives = (item: string, name: string, says?: TaskState['given'][0]['says']) => ({
  item,
  by: 'ken',
  at: at('04-06 10:00'),
  how: 'text' as const,
  name: { text: name },
  ...(says && { says }),
});
export const planned = (parts: Partial<TaskState> = {}) =>
  ended(
    'plan',
    view(),
    [gives('scope', '7.2', { rows: ['7.2', 'A.5.18'] }), gives('criteria', 'ours'), gives('sample', 'five')],
    parts,
  );
