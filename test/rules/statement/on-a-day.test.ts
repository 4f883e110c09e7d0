import { describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../../../rules/event.ts';
import { evolveStatement, type Statement, statementAt } from '../../../rules/statement/state.ts';
import { differenceRows, standingRows } from '../../../rules/statement/table.ts';

const event = (kind: string, at: string, body: object): NewEvent => ({
  stream: 'documented/statement/soa',
  kind,
  actor: 'person:mara',
  at: `${at}T08:00:00.000Z`,
  body: JSON.parse(JSON.stringify(body)),
});
const stated = (at: string, control: string, reason: string) =>
  event('controls-stated', at, {
    controls: { [control]: { included: true, reason: { text: reason }, status: 'planned' } },
    by: 'mara',
    because: { text: 'x' },
  });
const implemented = (at: string, control: string) =>
  event('controls-determined', at, { controls: [control], status: 'implemented', by: 'mara', because: { text: 'x' } });
const approved = (at: string, version: number) => event('statement-approved', at, { version, by: 'elena' });

function statement(...events: NewEvent[]): Statement {
  const folded = events.reduce<Statement | undefined>(evolveStatement, undefined);
  if (!folded) throw new Error('nothing was stated');
  return folded;
}
const on = (of: Statement, day: string) => statementAt(of, `${day}T22:00:00.000Z`);

describe('the statement as it stood on a day', () => {
  it('has no approval that was given later', () => {
    const soa = statement(stated('2027-04-02', 'A.8.1', 'laptops'), approved('2027-04-09', 1));
    expect(standingRows(on(soa, '2027-04-06'))).toMatchObject([{ control: 'A.8.1', approved_by: '', approved: '' }]);
    expect(standingRows(on(soa, '2027-04-09'))).toMatchObject([
      { approved_by: 'elena', approved: '2027-04-09T08:00:00.000Z' },
    ]);
    expect(standingRows(soa)).toEqual(standingRows(on(soa, '2027-04-09')));
  });

  it('has the approval of what changed in the difference, if it was given by the later day', () => {
    const soa = statement(
      stated('2027-04-02', 'A.8.1', 'laptops'),
      approved('2027-04-09', 1),
      stated('2027-04-12', 'A.8.2', 'administrators'),
    );
    const since = (day: string, until: string) => differenceRows(on(soa, day), on(soa, until));
    expect(since('2027-04-01', '2027-04-12')).toMatchObject([
      { control: 'A.8.1', approved_by: 'elena', approved: '2027-04-09T08:00:00.000Z' },
      { control: 'A.8.2', approved_by: '', approved: '' },
    ]);
    expect(since('2027-04-01', '2027-04-08')).toMatchObject([{ control: 'A.8.1', approved_by: '' }]);
  });

  it('has nothing that was stated later, though a version recorded after that is dated before it', () => {
    const soa = statement(
      stated('2027-04-02', 'A.8.1', 'laptops'),
      stated('2027-04-12', 'A.8.2', 'administrators'),
      implemented('2027-04-11', 'A.8.1'),
    );
    expect(standingRows(on(soa, '2027-04-11'))).toMatchObject([
      { control: 'A.8.1', status: 'implemented', since_version: 3 },
    ]);
    expect(standingRows(on(soa, '2027-04-12')).map((r) => r.control)).toEqual(['A.8.1', 'A.8.2']);
    expect(on(soa, '2027-04-01').versions).toEqual([]);
  });
});
