import { describe, expect, it } from '@jest/globals';
import type { CommentAct } from '../../../rules/acts.ts';
import { parseCommands } from '../../../rules/commands.ts';
import type { NewEvent } from '../../../rules/event.ts';
import { measure } from '../../../rules/measurement/measure.ts';
import { decidedAbout, evolveSeries, measuredBy, type Series, valuesOf } from '../../../rules/measurement/series.ts';
import { measurementStages } from '../../../rules/measurement/stages.ts';
import { lackingIn } from '../../../rules/stages.ts';
import type { Item, TaskState } from '../../../rules/task/state.ts';
import type { TaskTurn } from '../../../rules/task/turn.ts';
import { duty } from '../programmes.ts';
import { endedAs, handedIn, viewOf } from '../stage-view.ts';
import { at } from '../task/terms.ts';

const target = { is: '<=' as const, than: 14 };
const measuring = duty({ id: 'patch-age', kind: 'measurement', measure: { target } });
const value = {
  item: 'value',
  by: 'sam',
  at: at('04-07 08:00'),
  how: 'text' as const,
  name: { text: '31' },
  says: { value: 31, source: 'the patch manager', met: false, target },
};
const measured = (parts: Parameters<typeof endedAs>[1]) =>
  endedAs(measurementStages.tasks.measure?.(viewOf(measuring))[0], parts);

describe('a value', () => {
  it('that was sent back, and whose measurement was then waived, is none', () => {
    expect(measuredBy(measured({ submission: handedIn('sam', [value]) }))).toMatchObject([{ kind: 'measured' }]);
    const analysed = (by: string) => {
      const given = { item: 'analysis', by, name: { text: 'one server' } } as typeof value;
      const [event] = measuredBy(measured({ submission: handedIn('sam', [value, given]) }));
      return event && valuesOf(evolveSeries(undefined, event)).map((row) => [row.by, row.analysed_by]);
    };
    expect([analysed('sam'), analysed('mara')]).toEqual([[['sam', 'sam']], [['sam', 'mara']]]);
    const [bare] = measuredBy(measured({ submission: handedIn('sam', [value]) }));
    expect(bare && valuesOf(evolveSeries(undefined, bare)).map((row) => row.analysed_by)).toEqual(['']);
    expect(measuredBy(measured({ submission: handedIn('sam', [value]), verdict: 'waived' }))).toEqual([]);
  });

  function heard(text: string, unit?: string) {
    const [said] = parseCommands(text);
    if (said?.kind !== 'command') throw new Error('no command');
    const item = {
      id: 'value',
      text: { text: 'x' },
      file: false,
      kept: false,
      form: { target, ...(unit && { unit }) },
    } as unknown as Item;
    return measure.read(said.command, [item], {} as TaskTurn, {} as CommentAct, 'sam');
  }

  it('may stand after the address of its source', () => {
    expect(heard('/measure https://w.example.com/p 12 the patch manager')).toMatchObject({
      says: { value: 12, met: true },
    });
  });

  it.each([
    ['from the scanner 97', 97],
    ['the scanner: 97', 97],
    ['from the scanner, 1.2%', 1.2],
    ['from the scanner 97 %', 97],
    ['from the scanner -3.', -3],
    ['https://w.example.com/p/12 from the scanner 97', 97],
  ])('may stand behind its source: %s', (text, value) => {
    expect(heard(`/measure ${text}`)).toMatchObject({ says: { value, source: expect.stringMatching(/^the scanner/) } });
  });

  it('may stand behind its source with its unit', () => {
    expect(heard('/measure from the scanner 12 days', 'days')).toMatchObject({
      says: { value: 12, source: 'the scanner' },
    });
  });

  it.each(['report 3 of the scanner 97', 'from the scanner', 'from the scanner 1 200', 'the 2027-04 report'])(
    'is not picked among several, nor made up: %s',
    (text) => {
      expect(heard(`/measure ${text}`)).toEqual({ wrong: 'it begins with the value, a number such as 1200 or 1.2' });
    },
  );

  it.each([
    ['from the console 1,200', '1,200 can be read in more than one way: write 1200, or 1.2'],
    ['1,200 alerts from the console', '1,200 can be read in more than one way: write 1200, or 1.2'],
    ['1.200 alerts from the console', '1.200 can be read in more than one way: write 1200, or 1.2'],
    ['-12,345 from the console', '-12,345 can be read in more than one way: write -12345, or -12.3450'],
    ['1,000 % from the console', '1,000 can be read in more than one way: write 1000, or 1'],
    ['1 200 alerts from the console', '1 200 can be read in more than one way: write 1200, or 1 from 200'],
    ['1’200 alerts', '1’200 can be read in more than one way: write 1200'],
    ['1,200,000 from the console', '1,200,000 can be read in more than one way: write 1200000'],
    ['1,200.5 from the console', 'it begins with the value, a number such as 1200 or 1.2'],
    ['some', 'it begins with the value, a number such as 1200 or 1.2'],
  ])('that may be thousands or decimals is not guessed: %s', (text, wrong) => {
    expect(heard(`/measure ${text}`)).toEqual({ wrong });
  });

  it.each([
    ['1200 alerts', 1200],
    ['1.2 alerts', 1.2],
    ['12,3450 alerts', 12.345],
    ['0,125 alerts', 0.125],
    ['-0.125 % alerts', -0.125],
    ['1234,567 alerts', 1234.567],
    ['12 from 300 alerts', 12],
    ['12 2027-04 report', 12],
  ])('is read as it was written: %s', (text, value) => {
    expect(heard(`/measure ${text}`)).toMatchObject({ says: { value } });
  });

  it('that misses its target is not judged by whoever handed it in for somebody else', () => {
    const decider = (implementers: string[], roles: { lead: string[]; top: string[] }) =>
      measurementStages.tasks.decide?.(
        viewOf(measuring, { tasks: [measured({ submission: handedIn('sam', [value], implementers) })] }, { roles }),
      )[0];
    const usual = { lead: ['mara'], top: ['elena'] };
    expect(decider(['sam'], usual)).toMatchObject({ assignee: 'mara', terms: { barred: ['sam'] } });
    expect(decider(['sam', 'mara'], usual)).toMatchObject({ assignee: 'elena', terms: { barred: ['sam', 'mara'] } });
    const alone = { lead: ['mara'], top: ['mara'] };
    expect(decider(['sam', 'mara'], alone)).toMatchObject({ assignee: 'mara', terms: { barred: ['sam'] } });
  });

  it('that misses its target once it was measured anew is decided about anew, and what was measured once is not', () => {
    const first = measured({ submission: handedIn('sam', [value]) });
    const decideAt = (tasks: TaskState[]) => lackingIn('measurement', 'decide', viewOf(measuring, { tasks }));
    const [about31] = decideAt([first]);
    const decided = endedAs(about31, { verdict: 'decided', given: [] });
    expect(decideAt([first, decided])).toEqual([]);
    const worse = { ...value, says: { ...value.says, value: 90 } };
    const again = (parts: Partial<TaskState>) =>
      measured({ submission: handedIn('sam', [worse]), endedAt: at('04-21 10:00'), ...parts });
    const [about90, ...others] = decideAt([again({}), decided]);
    expect(about90).toMatchObject({
      assignee: 'mara',
      terms: { slot: 'decide/2', title: { text: expect.stringContaining('missed again') } },
    });
    expect([about90?.terms.ask, others]).toEqual([
      { text: 'Decide what follows from 90, where at most 14 was wanted.' },
      [],
    ]);
    expect(decideAt([again({}), decided, endedAs(about90, { verdict: 'decided' })])).toEqual([]);
    const met = { ...value, says: { ...value.says, value: 9, met: true } };
    expect(decideAt([again({ submission: handedIn('sam', [met]) }), decided])).toEqual([]);
    expect(decideAt([again({ verdict: 'waived' }), decided])).toEqual([]);
  });

  it('that was measured anew takes no answer that was given about the one before', () => {
    const first = measured({ submission: handedIn('sam', [value]) });
    const [draft] = lackingIn('measurement', 'decide', viewOf(measuring, { tasks: [first] }));
    const answer = (item: string) => ({ ...value, item, by: 'mara', name: { text: 'no, because it is one server' } });
    const given = [answer('nonconformity'), answer('improvement')];
    const answers = decidedAbout(endedAs(draft, { verdict: 'decided', given }));
    const again = measuredBy(measured({ submission: handedIn('sam', [value]), endedAt: at('04-21 10:00') }));
    const decisionsOf = (events: NewEvent[]) => {
      const series = events.reduce<Series | undefined>(evolveSeries, undefined);
      return series && valuesOf(series).map(({ decision }) => decision);
    };
    expect(decisionsOf([...measuredBy(first), ...answers])).toEqual([expect.stringContaining('one server')]);
    expect(decisionsOf([...measuredBy(first), ...again, ...answers])).toEqual(['']);
  });
});
