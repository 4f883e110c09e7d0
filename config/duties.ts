import { z } from 'zod';
import { CLAUSE_FORM, clausesNamed } from '../rules/clauses.ts';
import { readTarget, type Target } from '../rules/measurement/target.ts';
import { isExternal } from '../rules/plan/dates.ts';
import {
  DUTY_KINDS,
  type Duty,
  type EvidenceItem,
  type Ladder,
  OCCASIONS,
  OWED_ON,
  type OwedOn,
  type Subject,
} from '../rules/programme.ts';
import { before, cadence } from './cadence.ts';
import { LADDER, missedGrade } from './defaults.ts';
import {
  byId,
  date,
  dateOrInstant,
  distinct,
  duration,
  durationOrNone,
  field,
  fields,
  flag,
  line,
  list,
  name,
  numbers,
  offset,
  oneOf,
  span,
  TEN_YEARS,
  whole,
} from './fields.ts';
import { nominalMs } from './span.ts';

const instruction = field('one line of text, at most 300 characters; links as [text](https://…)', (text) => {
  const plain = text !== '' && text.length <= 300 && !/\p{Cc}/u.test(text);
  return plain && !/\]\((?!https?:\/\/[^\s()]+\))/.test(text) ? text : undefined;
});

const validity = span(
  'days or months, at most 10 years: "14 days", "12 months"',
  (s) => s.n > 0 && nominalMs(s) <= TEN_YEARS && (s.unit === 'months' || s.unit === 'days'),
);

const evidenceItem = z.preprocess(
  (value) => (typeof value === 'string' ? { text: value } : value),
  fields({
    text: line(200),
    file: flag.exactOptional(),
    kept: flag.exactOptional(),
    max_age: validity.exactOptional(),
  }),
);

const target = field('what the value should be: ">= 95", "<= 14", or "= 0"', readTarget);
const unit = line(20);
const share = field('a share from 1% to 100%, such as "98%"', (text) => {
  const percent = Number(/^(\d{1,3})\s*%$/.exec(text)?.[1]);
  return percent >= 1 && percent <= 100 ? percent : undefined;
});

/** What is owed again and again. Whom and what it names is checked afterwards. */
export const duties = byId(
  fields({
    kind: oneOf(DUTY_KINDS),
    title: line(120),
    ask: line(300),
    clause: numbers(CLAUSE_FORM, clausesNamed).refine((all) => all.length > 0, { error: CLAUSE_FORM }),
    process: name,
    owner: name,
    verifier: name.exactOptional(),
    self_verification: flag.exactOptional(),
    first: dateOrInstant.exactOptional(),
    on: list(oneOf(OWED_ON), `a list of ${OWED_ON.join(', ')}`).exactOptional(),
    every: cadence.exactOptional(),
    before: before.exactOptional(),
    until: date.exactOptional(),
    backfill: date.exactOptional(),
    shift: oneOf(['next', 'previous', 'none']).exactOptional(),
    lead: durationOrNone.exactOptional(),
    ladder: name.exactOptional(),
    hard_limit: duration.exactOptional(),
    missed_grade: oneOf(['minor', 'major']).exactOptional(),
    subjects: byId(
      fields({
        title: line(80),
        owner: name.exactOptional(),
        target: target.exactOptional(),
        unit: unit.exactOptional(),
        location: line(300).exactOptional(),
      }),
    ).exactOptional(),
    instructions: list(instruction, 'a list of lines').exactOptional(),
    evidence: byId(evidenceItem).exactOptional(),
    extensions: whole(0, 10).exactOptional(),
    tracker: name.exactOptional(),
    target: target.exactOptional(),
    unit: unit.exactOptional(),
    location: line(300).exactOptional(),
    group: list(name, 'a list of people and role:NAME').exactOptional(),
    share: share.exactOptional(),
    sample: whole(1, 100).exactOptional(),
    joiner: duration.exactOptional(),
    expires: validity.exactOptional(),
    stages: byId(offset).exactOptional(),
  }),
);

type RawDuty = z.output<typeof duties>[string];

/**
 * @returns the duties in the order of the file, with their defaults; `tracker` is where a duty goes that names none. A date that somebody
 * outside sets is never moved to after itself.
 */
export function dutiesOf(raw: z.output<typeof duties>, tracker: string, ladders: Ladder[]): Duty[] {
  return Object.entries(raw).map(([id, duty]) => dutyOf(id, duty, tracker, ladders));
}

function dutyOf(id: string, raw: RawDuty, tracker: string, ladders: Ladder[]): Duty {
  const on = occasionsOf(raw);
  const ladder = ladders.find((l) => l.id === (raw.ladder ?? LADDER));
  const { clause, self_verification, hard_limit, missed_grade, subjects, evidence, target, unit, ...same } = raw;
  const clauses = distinct(clause);
  return {
    ...same,
    id,
    clauses,
    selfVerification: self_verification ?? false,
    ...(on.length > 0 && { on }),
    shift: raw.shift ?? (ladder && isExternal({}, ladder) ? 'previous' : 'next'),
    ladder: raw.ladder ?? LADDER,
    ...(hard_limit === undefined ? {} : { hardLimit: hard_limit }),
    missedGrade: missed_grade ?? missedGrade(clauses),
    subjects: subjectsOf(subjects ?? {}),
    instructions: raw.instructions ?? [],
    evidence: evidenceOf(evidence ?? {}),
    tracker: raw.tracker ?? tracker,
    ...measureOf(target, unit),
  };
}

/** A duty that leads incidents or changes is owed on each, unless it has dates: by those it is an exercise, or a look at what changed. */
function occasionsOf({ kind, first, before, on }: RawDuty): OwedOn[] {
  if (on) return [...new Set(on)];
  return OCCASIONS.filter((occasion) => occasion === kind && first === undefined && before === undefined);
}

function subjectsOf(raw: NonNullable<RawDuty['subjects']>): Subject[] {
  return Object.entries(raw).map(([id, { target, unit, ...subject }]) => ({
    id,
    ...subject,
    ...measureOf(target, unit),
  }));
}

function measureOf(target: Target | undefined, unit: string | undefined): Pick<Duty, 'measure'> {
  return target ? { measure: { target, ...(unit !== undefined && { unit }) } } : {};
}

function evidenceOf(raw: NonNullable<RawDuty['evidence']>): EvidenceItem[] {
  return Object.entries(raw).map(([id, item]) => ({
    id,
    text: item.text,
    file: item.file ?? false,
    kept: item.kept ?? false,
    ...(item.max_age && { maxAge: item.max_age }),
  }));
}
