import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentedBy, evolveDocumented } from '../../../rules/documented.ts';
import type { NewEvent } from '../../../rules/event.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { closes, run, says, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const people = ['sam', 'mara', 'jonas', 'elena', 'priya', 'ken', 'a-stranger'];
const words = [
  '/accept',
  '/accept 2027-12-31',
  '/accept 2027-12-31 because the new ones come in winter',
  '/accept 2027-01-01 because it was fine',
  '/reject',
  '/reject because it rose',
  '/approve',
  '/deny because no',
  '/done',
  '/waive because no',
];
const act = fc.record({ who: fc.constantFrom(...people), text: fc.constantFrom(...words, 'close') });
const decided = { text: { text: 'as it is' }, option: 'retain', controls: [], by: 'sam', occurrence: 'o7', task: 'k6' };
const before = [
  { kind: 'identified', body: { title: { text: 'Theft' }, owner: 'sam' } },
  { kind: 'treatment-decided', body: decided },
].map((e) => ({ ...e, stream: 'documented/risk/R-1', actor: 'person:sam', at: at('04-01 10:00') }));

function played(level: number, powers: 'risk'[], acts: { who: string; text: string }[]) {
  const org = organisation({}, { sam: { to: 'priya', from: '2027-04-01', until: '2027-04-30', powers } });
  const risks = {
    criteria,
    risk: { id: 'R-1', title: { text: 'Theft' } },
    current: { level, limit: 8, criteria: '5x5/8' },
  };
  const { hardLimit: _, ...without } = { hardLimit: undefined };
  const w = world(rules, { org, terms: { ...without, kind: 'risk-acceptance', slot: 'accept', evidence: [], risks } });
  w.now = at('04-02 10:00');
  for (const { who, text } of acts) {
    if (text === 'close') closes(w, who);
    else says(w, who, text);
    run(w, new Date(Date.parse(w.now) + 600_000).toISOString());
  }
  const events: NewEvent[] = w.state.stage === 'ended' ? documentedBy(w.state) : [];
  const risk = [...before, ...events].reduce<ReturnType<typeof evolveDocumented> | undefined>(
    evolveDocumented,
    undefined,
  ) as Risk;
  return { w, risk, events };
}

describe('nobody accepts a risk that is not theirs', () => {
  it('whoever writes whatever in its ticket: only the owner’s word counts, or of a delegate who may', () => {
    const may = (powers: 'risk'[]) => (powers.length > 0 ? ['sam', 'priya'] : ['sam']);
    fc.assert(
      fc.property(
        fc.constantFrom(4, 12),
        fc.constantFrom<'risk'[]>([], ['risk']),
        fc.array(act, { minLength: 1, maxLength: 6 }),
        (level, powers, acts) => {
          const { w, risk, events } = played(level, powers, acts);
          const word = w.state.decided;
          if (word) expect(may(powers)).toContain(word.by);
          for (const acceptance of risk.acceptances) expect(may(powers)).toContain(acceptance.by);
          // Above the criteria the owner's word alone accepts nothing.
          if (level > 8) expect(events.map((e) => e.kind)).not.toContain('risk-accepted');
          const first = acts.find(
            (a) =>
              may(powers).includes(a.who) && (a.text.startsWith('/accept') || a.text.startsWith('/reject because')),
          );
          if (level <= 8 && first?.text === '/accept') expect(risk.acceptances).toHaveLength(1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
