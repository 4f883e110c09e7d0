import { describe, expect, it } from '@jest/globals';
import {
  approvalsIn,
  approvedBy,
  type ControlledDocument,
  evolveDocument,
  versionsOf,
} from '../../../rules/document/record.ts';
import { documentStages } from '../../../rules/document/stages.ts';
import type { NewEvent } from '../../../rules/event.ts';
import { duty } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { closes, run, says, world } from '../task/world.ts';

const reviewing = duty({ id: 'policy', kind: 'document-review', owner: 'sam', verifier: 'mara', evidence: [] });
const POLICY = 'https://wiki.example.com/policy';

const fold = (events: NewEvent[], before?: ControlledDocument) =>
  events.reduce<ControlledDocument | undefined>(evolveDocument, before);

/** A review that opened with what stood on record then: what it adds once its approver accepted it. */
function reviewed(documented: ControlledDocument | undefined, period: string, stated: string, accepted: string) {
  const view = viewOf(reviewing, { documented: documented ? [documented] : [] });
  const [draft] = documentStages.tasks.review?.(view) ?? [];
  const document = draft?.terms.document && { ...draft.terms.document, period, next: period.replace('2027', '2028') };
  const w = world(rules, { terms: { ...draft?.terms, ...(document && { document }) } });
  w.now = at(accepted.replace('10:00', '08:00'));
  says(w, 'sam', `/version ${stated}`);
  closes(w, 'sam');
  run(w, at(accepted.replace('10:00', '09:00')));
  says(w, 'mara', '/accept');
  run(w, at(accepted));
  return approvedBy(w.state);
}

const first: NewEvent = {
  stream: 'documented/document/policy',
  kind: 'approved',
  actor: 'person:mara',
  at: '2026-04-10T10:00:00.000Z',
  body: {
    ...{ title: { text: 'The policy' }, owner: 'sam', version: '3.1', location: { text: POLICY } },
    ...{ by: 'sam', approver: 'mara', period: '2026-04-16', next: '2027-04-16', task: 'k' },
  },
};
const known = fold([first]);
const shown = (events: NewEvent[]) => {
  const record = fold(events, known);
  return record && versionsOf(record).map((row) => [row.version, row.unchanged, row.next]);
};

describe('the record of a document', () => {
  it('has in force what was approved while an older review was open: that one found the version before unchanged', () => {
    const asked = reviewed(known, '2027-04-12', `3.2 ${POLICY}`, '04-09 10:00');
    const yearly = reviewed(known, '2027-04-16', 'unchanged because nothing new is used', '04-15 10:00');
    expect(shown([...asked, ...yearly])).toEqual([
      ['3.1', '', ''],
      ['3.1', 'nothing new is used', ''],
      ['3.2', '', '2028-04-16'],
    ]);
  });

  it('is due again on the later day of both', () => {
    const asked = reviewed(known, '2027-05-12', `3.2 ${POLICY}`, '04-09 10:00');
    const yearly = reviewed(known, '2027-04-16', 'unchanged because nothing new is used', '04-15 10:00');
    expect(shown([...asked, ...yearly])?.at(-1)).toEqual(['3.2', '', '2028-05-12']);
  });

  it('has in force what was found unchanged otherwise, also where its own review had said something else before', () => {
    const unchanged = reviewed(known, '2027-04-16', 'unchanged because nothing new is used', '04-15 10:00');
    const before = reviewed(known, '2027-04-16', `3.2 ${POLICY}`, '04-09 10:00');
    const inForce = [
      ['3.1', '', ''],
      ['3.1', 'nothing new is used', '2028-04-16'],
    ];
    expect([shown(unchanged), shown([...before, ...unchanged])]).toEqual([inForce, inForce]);
  });

  it('reads an approval that was recorded before this was decided as it was read then', () => {
    const asked = reviewed(known, '2027-04-12', `3.2 ${POLICY}`, '04-09 10:00');
    const yearly = reviewed(known, '2027-04-16', 'unchanged because nothing new is used', '04-15 10:00');
    const old = yearly.map(({ body: { asOf: _, ...body }, ...event }) => ({ ...event, body }));
    expect(shown([...asked, ...old])?.map(([version]) => version)).toEqual(['3.1', '3.2', '3.1']);
  });

  it('names with each version whose document it was then, also where a period has several: one that was taken back, and another', () => {
    const approved = (version: string, owner: string, day: string): NewEvent => ({
      ...{ ...first, at: at(`${day} 10:00`) },
      body: { ...first.body, version, owner, period: '2027-04-16', task: `k${version}` },
    });
    const because = { text: 'a page is missing' };
    const takenBack: NewEvent = {
      ...{ ...first, kind: 'taken-back', at: at('04-20 10:00') },
      body: { by: 'mara', task: 'k3.2', because },
    };
    const events = [first, approved('3.2', 'priya', '04-15'), takenBack, approved('3.3', 'dana', '04-22')];
    const record = fold(events);
    const rows =
      record && versionsOf(record, approvalsIn(events)).map((row) => [row.version, row.owner, row.taken_back !== '']);
    expect(rows).toEqual([
      ['3.1', 'sam', false],
      ['3.2', 'priya', true],
      ['3.3', 'dana', false],
    ]);
  });
});
