import { longDate } from '../../calendar/show.ts';
import { spokenTarget } from '../../measurement/target.ts';
import type { Duty, EvidenceItem, Programme, Subject } from '../../programme.ts';
import { type Change, shown } from '../../weakening/change.ts';
import { cadenceSpoken } from '../cadence.ts';
import { listed } from '../phrases.ts';
import { allSpoken, whoSpoken } from './who.ts';

/** A duty as it was and as it is to be, each in its programme. */
interface Both {
  was: Programme;
  is: Programme;
  old: Duty;
  duty: Duty;
}

const SHIFTED = {
  previous: 'the working day before',
  none: 'no other day',
  next: 'the next working day',
} as const;

/** @returns what a change of a duty means for those who do, check, or rely on it; undefined where it has no words of its own. */
export function dutyDifference({ path, kind }: Change, was: Programme, is: Programme): string | undefined {
  const [, id, key = '', item = '', field] = path.split('.');
  const [old, duty] = [was, is].map(({ duties }) => duties.find((d) => d.id === id));
  if (key === '') return kind === 'added' ? 'is owed from now on' : 'is owed no longer';
  if (!old || !duty) return undefined;
  if (key === 'evidence' && item) return evidence(item, field, old, duty);
  if (key === 'subjects' && item) return subject(item, field, old, duty);
  return KEYS[key]?.({ was, is, old, duty });
}

const KEYS: Record<string, (both: Both) => string | undefined> = {
  kind: ({ old, duty }) => `is a duty of the kind ${duty.kind} instead of ${old.kind}`,
  owner: ({ was, is, old, duty }) => `${whoSpoken(is, duty.owner)} does it instead of ${whoSpoken(was, old.owner)}`,
  verifier: ({ was, is, old, duty }) =>
    duty.verifier === undefined
      ? `nobody checks what is handed in any more; until now ${whoSpoken(was, old.verifier)} did`
      : `${whoSpoken(is, duty.verifier)} checks what is handed in; until now ${whoSpoken(was, old.verifier)} did`,
  selfVerification: ({ duty }) =>
    `whoever does it ${duty.selfVerification ? 'may check it themselves' : 'may no longer check it themselves'}`,
  clauses: ({ old, duty }) => `done for ${listed(duty.clauses) || 'no clause'} instead of ${listed(old.clauses)}`,
  every: cadence,
  before: cadence,
  first: ({ old, duty }) =>
    old.first && duty.first ? `first owed on ${dateOf(duty.first)} instead of ${dateOf(old.first)}` : undefined,
  until: ({ duty }) => (duty.until ? `is owed until ${dateOf(duty.until)} only` : 'is owed without a last day'),
  shift: ({ old, duty }) => `a due date on a free day moves to ${SHIFTED[duty.shift]} instead of ${SHIFTED[old.shift]}`,
  ladder: ({ old, duty }) => `is chased along ladder ${duty.ladder} instead of ${old.ladder}`,
  hardLimit: ({ old, duty }) => `counts as missed ${limit(duty)} instead of ${limit(old)}`,
  missedGrade: ({ old, duty }) =>
    `missed, it is a ${duty.missedGrade} nonconformity instead of a ${old.missedGrade} one`,
  extensions: ({ old, duty }) => `may be extended ${times(duty.extensions)} instead of ${times(old.extensions)}`,
  measure: ({ old, duty }) => target(old, duty),
  group: ({ was, is, old, duty }) => `asks ${everybody(is, duty)} instead of ${everybody(was, old)}`,
  share: ({ old, duty }) => `${duty.share ?? 100} % have to do it instead of ${old.share ?? 100} %`,
  sample: ({ old, duty }) => `people drawn of the group: ${duty.sample ?? 'all'} instead of ${old.sample ?? 'all'}`,
  joiner: ({ old, duty }) => `whoever joins has ${shown(duty.joiner)} instead of ${shown(old.joiner)}`,
  expires: ({ old, duty }) => `done, it holds for ${shown(duty.expires)} instead of ${shown(old.expires)}`,
};

function cadence({ was, is, old, duty }: Both): string | undefined {
  const [before, after] = [cadenceSpoken(was.duties, old), cadenceSpoken(is.duties, duty)];
  return before === after ? undefined : `owed ${after} instead of ${before}`;
}

function evidence(id: string, field: string | undefined, old: Duty, duty: Duty): string | undefined {
  const [before, after] = [old, duty].map((d) => d.evidence.find((e) => e.id === id));
  if (!field)
    return before
      ? `“${before.text}” need not be handed in any more`
      : after && `“${after.text}” has to be handed in, too`;
  return before && after && itemField(field, before, after);
}

function itemField(field: string, before: EvidenceItem, after: EvidenceItem): string | undefined {
  const name = `“${after.text}”`;
  if (field === 'file')
    return `for ${name} ${after.file ? 'a file or a link is needed' : 'no file or link is needed any more: words are enough'}`;
  if (field === 'kept')
    return after.kept
      ? `of ${name} the file itself is kept`
      : `of ${name} the file itself need not be kept any more: a link is enough`;
  if (field === 'maxAge') return `${name} may be ${age(after)} instead of ${age(before)}`;
  return undefined;
}

function subject(id: string, field: string | undefined, old: Duty, duty: Duty): string | undefined {
  const [before, after] = [old, duty].map((d) => d.subjects.find((s) => s.id === id));
  if (!field) return before ? `${before.title}: owed for it no longer` : after && `${after.title}: owed for it, too`;
  return before && after && field === 'measure' ? `${after.title}: ${target(before, after)}` : undefined;
}

function target(before: Duty | Subject, after: Duty | Subject): string {
  const said = ({ measure }: Duty | Subject) => (measure ? spokenTarget(measure.target, measure.unit) : 'nothing');
  return `the target is ${said(after)} instead of ${said(before)}`;
}

function dateOf(date: string): string {
  return date.length === 10 ? longDate(date) : date;
}

function limit({ hardLimit, ladder }: Duty): string {
  return hardLimit ? `${shown(hardLimit)} after its due date` : `as ladder ${ladder} says`;
}

function times(n: number | undefined): string {
  if (n === undefined) return 'as often as the clocks allow';
  return n === 1 ? 'once' : `${n} times`;
}

function age({ maxAge }: EvidenceItem): string {
  return maxAge ? `up to ${shown(maxAge)} old` : 'of any age';
}

function everybody(programme: Programme, { group }: Duty): string {
  return group ? allSpoken(programme, group) : 'everybody';
}
