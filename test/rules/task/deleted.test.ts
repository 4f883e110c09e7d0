import { expect, it } from '@jest/globals';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import * as w from './world.ts';

it('the successor of a ticket that was handed in asks the verifier, and no more for what nobody can decide now', () => {
  const s = w.run(w.world(rules, { org: organisation() }), at('04-12 10:00'));
  w.says(s, 'sam', '/extend 2027-04-23 because the export is late');
  w.step(s);
  w.handsIn(s);
  w.run(s, at('04-12 10:10'));
  expect(s.state).toMatchObject({ stage: 'submitted', extension: { by: 'sam' } });
  const said = s.comments.length;
  w.ticketOf(s).deleted = true;
  w.step(s);
  w.step(s);
  expect(s.comments.slice(said).map((c) => c.text)).toEqual([
    expect.stringMatching(/^This replaces /),
    expect.stringMatching(/\/accept/),
  ]);
});
