import assert from 'node:assert/strict';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { contactTime } from '../../../rules/calendar/contact-hours.ts';
import { rungInstants } from '../../../rules/ladder/rungs.ts';
import { standsMissed } from '../../../rules/task/deadlines.ts';
import { assertAuthorised } from './authority-model.ts';
import { type Happening, happen, happening } from './histories.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import * as w from './world.ts';

const delegates = { mara: { to: 'ken', powers: ['verify' as const, 'extend' as const] } };
const org = organisation({}, delegates);
/** Nobody can be told outside the ticket. */
const ticketOnly = organisation({ notices: {} }, delegates);

/** A history that is told to its end, checking after each step. */
function tell(history: Happening[], check: (world: w.World) => void, of = org): w.World {
  const world = w.world(rules, { org: of });
  for (const what of history) happen(world, what, check);
  world.reading = 'read';
  w.run(world, new Date(Date.parse(world.now) + 3_600_000).toISOString());
  check(world);
  return world;
}

const histories = fc.array(happening, { minLength: 5, maxLength: 40, size: 'max' });
const runs = { numRuns: 40 };

describe('whatever happens to a task', () => {
  it('ends it once, and again only after a rejection brought it back', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { log } = tell(history, () => {});
        const ends = log.map((e) => e.kind).filter((k) => k === 'ended' || k === 'revived');
        assert.deepEqual(
          ends,
          ends.map((_, i) => (i % 2 === 0 ? 'ended' : 'revived')),
        );
      }),
      runs,
    );
  });

  it('takes no word without authority', () => {
    fc.assert(
      fc.property(histories, (history) => assertAuthorised(tell(history, () => {}))),
      runs,
    );
  });

  it('gives the same answer twice, folds to the state it says, and has nothing to add to the same reading', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let folded: w.World['state'] | undefined;
        let read = 0;
        tell(history, (world) => {
          const seen = w.seenNow(world);
          const again = () => rules.advanceTask(world.state, world.log.length, seen, world.org, world.now);
          const { events, effects, ...rest } = again();
          assert.deepEqual(again(), { events, effects, ...rest });
          folded = world.log.slice(read).reduce<typeof folded>((state, e) => rules.evolveTask(state, e), folded);
          read = world.log.length;
          assert.deepEqual(folded, world.state);
          if (world.decision.events.some((e) => e.kind === 'replaced')) return;
          assert.deepEqual(
            events.map((e) => e.kind),
            [],
          );
          assert.deepEqual(
            effects.map((e) => e.key).filter((key) => !world.delivered.has(key) && world.reading === 'read'),
            [],
          );
        });
      }),
      runs,
    );
  });

  it('writes twelve comments at most', () => {
    fc.assert(
      fc.property(histories, (history) => assert.ok(tell(history, () => {}).comments.length <= 12)),
      runs,
    );
  });

  it('writes past twelve only what somebody is to know who can be told nowhere else', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { comments } = tell(history, () => {}, ticketOnly);
        for (const { told, text } of comments.slice(12)) assert.ok(told.length > 0, text);
      }),
      runs,
    );
  });

  it('calls nobody chased whom nothing was sent', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(org, ticketOnly), (history, of) => {
        tell(
          history,
          ({ decision: { events, effects } }) => {
            const told = effects.flatMap((e) => (e.kind === 'notice' ? [e.to] : e.kind === 'comment' ? e.told : []));
            for (const { kind, body } of events)
              if (kind === 'chased') for (const person of body.to as string[]) assert.ok(told.includes(person), person);
          },
          of,
        );
      }),
      runs,
    );
  });

  it('is never silent past a rung, in contact hours, while the ticket can be read', () => {
    fc.assert(
      fc.property(histories, (history) => {
        tell(history, (world) => assertChased(world));
      }),
      runs,
    );
  });

  it('gives no verdict without a reading at or after the deadline', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const world = w.world(rules, { org });
        for (const what of history) {
          const before = world.log.length;
          happen(world, what, () => {});
          if (world.reading !== 'read')
            assert.ok(!w.kinds(world, before).some((k) => k === 'missed' || k === 'submitted'));
        }
        for (const e of world.log.filter((m) => m.kind === 'missed')) assert.ok(e.at <= `${e.body.noticed}`);
      }),
      runs,
    );
  });
});

describe('the histories that are told', () => {
  it.each([
    'accepted',
    'rejected',
    'revived',
    'extension-approved',
    'extension-denied',
    'waiver-approved',
    'missed',
    'replaced',
    'reopened-by-hand',
    're-dated',
  ])('hold what they are to test: %s', (kind) => {
    const found = sampled().some((kinds) => kinds.has(kind));
    assert.ok(found, `no history has ${kind}`);
  });
});

let sample: Set<string>[] | undefined;

/** Kinds of events in each of some histories that are the same each time. */
function sampled(): Set<string>[] {
  sample ??= fc.sample(histories, { numRuns: 60, seed: 7 }).map((history) => new Set(w.kinds(tell(history, () => {}))));
  return sample;
}

describe('comments that a task costs', () => {
  const hour = fc.integer({ min: 0, max: 15 * 24 - 1 });

  it('on time and unverified one, on time and verified three', () => {
    fc.assert(
      fc.property(hour, fc.boolean(), (hours, verified) => {
        const parts = verified ? {} : { verifier: undefined as never };
        const s = w.world(rules, { org, terms: parts });
        w.handsIn(w.run(s, new Date(Date.parse(at('04-01 00:00')) + hours * 3_600_000).toISOString()));
        w.run(s, new Date(Date.parse(s.now) + 3_600_000).toISOString());
        if (verified) w.says(s, 'mara', '/accept');
        w.run(s, new Date(Date.parse(s.now) + 3_600_000).toISOString());
        assert.equal(s.state.stage, 'ended');
        assert.ok(s.comments.length <= (verified ? 3 : 1), s.comments.map((c) => c.text).join('\n'));
      }),
      { numRuns: 60 },
    );
  });

  it('seven up the whole ladder, even where nobody can be told elsewhere', () => {
    for (const notices of [org.programme.notices, {}]) {
      const s = w.world(rules, { org: organisation({ notices }) });
      w.run(s, at('05-03 10:00'));
      s.seen = {
        followUp: { key: 'n1', display: 'NC-2027-021', ticket: { number: '#240', url: 'https://t.example/240' } },
      };
      w.handsIn(w.run(s, at('05-04 10:00')));
      w.run(s, at('05-04 11:00'));
      w.says(s, 'mara', '/accept');
      w.run(s, at('05-30 10:00'));
      assert.equal(s.state.verdict, 'verified');
      assert.ok(s.comments.length <= 7, s.comments.map((c) => c.text).join('\n'));
    }
  });
});

function assertChased(world: w.World): void {
  const { state, now } = world;
  const { calendar, programme } = world.org;
  const inHours = contactTime(calendar, programme.contactHours, now) === now;
  if (world.reading !== 'read' || !inHours || state.stage !== 'open' || standsMissed(state) || state.thread.gone)
    return;
  if (world.decision.events.some((e) => e.kind === 'replaced')) return;
  const opens = state.revivals?.at(-1)?.at ?? state.terms.opens;
  const course = {
    ladder: state.terms.ladder,
    opens,
    due: state.due,
    hardLimit: state.hardLimit,
    calendar,
    hours: programme.contactHours,
  };
  const passed = rungInstants(course, now).filter((r) => r.at <= now && !r.reminder);
  const sent = state.rungs.map((r) => r.id);
  for (const rung of passed)
    assert.ok(sent.includes(rung.id), `${rung.id} was due ${rung.at}, now ${now}; sent: ${sent.join(', ')}`);
}
