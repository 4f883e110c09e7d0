import { describe, expect, it } from '@jest/globals';
import type { CommentAct } from '../../../rules/acts.ts';
import { parseCommands } from '../../../rules/commands.ts';
import { measure } from '../../../rules/measurement/measure.ts';
import { evolveSeries, measuredBy, valuesOf } from '../../../rules/measurement/series.ts';
import { measurementStages } from '../../../rules/measurement/stages.ts';
import type { Item } from '../../../rules/task/state.ts';
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

  it('may stand after the address of its source', () => {
    const [said] = parseCommands('/measure https://w.example.com/p 12 the patch manager');
    if (said?.kind !== 'command') throw new Error('no command');
    const item = { id: 'value', text: { text: 'x' }, file: false, kept: false, form: { target } } as unknown as Item;
    expect(measure.read(said.command, [item], {} as TaskTurn, {} as CommentAct, 'sam')).toMatchObject({
      says: { value: 12, met: true },
    });
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
});
