import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewEvent } from '../../../rules/event.ts';
import { advanceNonconformity } from '../../../rules/nonconformity/advance.ts';
import type { ActionOutcome, Standing } from '../../../rules/nonconformity/outcome.ts';
import { organisation, summer } from './fixture.ts';
import { Story, task } from './story.ts';

const HOUR = 3_600_000;
const raised = summer('2027-04-06 09:00');
const LAST = 300 * 24;
const at = (hour: number) => new Date(Date.parse(raised) + hour * HOUR).toISOString();

const WORDS = [
  ['priya', '/correction x'],
  ['priya', '/extent x'],
  ['priya', '/similar none'],
  ['priya', '/cause x'],
  ['priya', '/criterion x'],
  ['priya', '/action @sam 2027-05-01 x'],
  ['priya', '/no-action because x'],
  ['priya', '/extend 2027-07-30 because x'],
  ['priya', '/extend 2027-09-15 because x'],
  ['mara', '/approve plan reviewer @jonas'],
  ['mara', '/approve extension'],
  ['mara', '/deny plan x'],
  ['mara', '/regrade major because x'],
  ['mara', '/accept'],
  ['elena', '/annul 2027-10-01 because x'],
  ['elena', '/approve plan'],
  ['priya', '/approve plan'],
  ['nobody', '/approve plan'],
] as const;

const hours = fc.integer({ min: 1, max: LAST });
const act = fc.record({ hour: hours, word: fc.constantFrom(...WORDS) });
/** A whole plan, agreed at once, so that most histories come beyond it. */
const plan = fc.option(fc.oneof(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 2400 })), {
  freq: 5,
  nil: undefined,
});

interface Course {
  handedIn: Standing[];
  verifiedAt?: string;
  /** Hours after each round's review opened. */
  judged: { verdict: 'effective' | 'ineffective'; after: number }[];
}

/** Hand-ins and rejections in turn, perhaps a verification of the last, and verdicts of the effectiveness reviews. */
const course = fc
  .record({
    turns: fc.uniqueArray(fc.oneof(hours, fc.integer({ min: 200, max: 2000 })), { maxLength: 6 }),
    verified: fc.boolean(),
    verdicts: fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 500 })), { maxLength: 2 }),
  })
  .map(({ turns, verified, verdicts }): Course => {
    const sorted = turns.sort((a, b) => a - b).map(at);
    const handedIn = sorted.flatMap((from, i) =>
      i % 2 === 0 ? [{ from, ...(sorted[i + 1] && { until: sorted[i + 1] }) } as Standing] : [],
    );
    const last = handedIn.at(-1);
    const verifiedAt =
      verified && last && !last.until ? new Date(Date.parse(last.from) + HOUR).toISOString() : undefined;
    return {
      handedIn,
      ...(verifiedAt && { verifiedAt }),
      judged: verdicts.map(([good, after]) => ({
        verdict: good ? ('effective' as const) : ('ineffective' as const),
        after,
      })),
    };
  });

/** What the register knows at `now` of the tasks, their tickets last read at `readAt`. */
function outcomes(
  story: Story,
  { handedIn, verifiedAt, judged }: Course,
  now: string,
  readAt: string,
): ActionOutcome[] {
  const stood = handedIn
    .filter((s) => s.from <= readAt)
    .map((s) => (s.until && s.until <= readAt ? s : { from: s.from }));
  const verified =
    verifiedAt && verifiedAt <= readAt
      ? { verified: { by: 'mara', at: verifiedAt }, verdict: 'verified' as const, stage: 'ended' as const }
      : {};
  const stage = stood.some((s) => !s.until) ? ('submitted' as const) : ('open' as const);
  const actions = [1, 2, 3].flatMap((round) =>
    [1, 2, 3].map((n) =>
      task({ key: `t${round}${n}`, slot: `r${round}-a${n}`, round, stage, stood, ...verified, readAt }),
    ),
  );
  const opens = story.state.verified?.opens;
  const reviews = judged.flatMap(({ verdict, after }, i) => {
    const when = opens && new Date(Date.parse(opens) + after * HOUR).toISOString();
    if (!when || when > now || i !== story.state.round - 1) return [];
    const found = { verdict, by: 'jonas', at: when, text: { text: 'x' } };
    return [
      task({
        key: `e${i}`,
        slot: `r${i + 1}-effectiveness`,
        round: i + 1,
        stage: 'ended',
        verdict,
        endedAt: when,
        judged: found,
      }),
    ];
  });
  return [...actions, ...reviews];
}

function prepare(acts: { hour: number; word: readonly [string, string] }[], planned: number | undefined): Story {
  const story = new Story(organisation(), raised);
  const said = acts.map(({ hour, word }) => ({ when: at(hour), word }));
  if (planned !== undefined)
    for (const word of [WORDS[0], WORDS[1], WORDS[2], WORDS[3], WORDS[5], WORDS[4], WORDS[9]])
      said.push({ when: at(planned), word });
  for (const { when, word } of said.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0)))
    story.say(word[0], when, word[1]);
  return story;
}

const VERDICTS = ['graded', 'overdue', 'deadline-kept'];

function judgesDeadline(event: NewEvent): boolean {
  return VERDICTS.includes(event.kind) && (event.kind !== 'graded' || String(event.body.rule).startsWith('nc.minor'));
}

describe('any history of a nonconformity', () => {
  it('ends at most once, never loses a grade but by annulment, repeats itself exactly, and judges nothing unread', () => {
    const seen = { major: 0, closed: 0, kept: 0, rejected: 0, rounds: 0 };
    const steps = fc.uniqueArray(hours, { minLength: 1, maxLength: 12 });
    const reading = fc.constantFrom('whole', 'whole', 'own only', 'unread', 'tasks only');
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 12 }),
        plan,
        course,
        steps,
        fc.array(reading, { minLength: 12, maxLength: 12 }),
        (acts, planned, tasks, times, how) => {
          const story = prepare(acts, planned);
          let readAt = raised;
          times
            .sort((a, b) => a - b)
            .forEach((hour, i) => {
              const now = at(hour);
              const own = how[i] === 'whole' || how[i] === 'own only';
              if (how[i] === 'whole' || how[i] === 'tasks only') readAt = now;
              story.actions = outcomes(story, tasks, now, readAt);
              const before = story.state;
              const version = story.events.length;
              const decision = story.step(now, own ? undefined : { unread: 'unreachable' });
              const input = {
                reading: own ? story.ticket(now) : { unread: 'unreachable' as const },
                othersReadable: true,
                actions: story.actions,
              };
              expect(advanceNonconformity(before, version, input, story.org, now)).toEqual(decision);
              expect(advanceNonconformity(decision.state, story.events.length, input, story.org, now).events).toEqual(
                [],
              );
              const verdicts = decision.events.filter(judgesDeadline);
              if (!own) expect(verdicts).toEqual([]);
              for (const verdict of verdicts) {
                const deadline = String((verdict.body.deadline as { at: string }).at);
                expect(deadline <= now).toBe(true);
                expect(verdict.at >= deadline).toBe(true);
                const unfinished =
                  before.plan.agreed &&
                  story.actions.some((a) => a.slot.endsWith('-a1') && a.round === before.round && a.stage !== 'ended');
                if (unfinished && before.actions.some((a) => a.approved && a.round === before.round))
                  expect(readAt >= deadline).toBe(true);
              }
              expect(decision.wakeAt > now).toBe(true);
            });
          const { state } = story;
          expect(story.folded()).toEqual(state);
          expect(story.of('closed').length).toBeLessThanOrEqual(1);
          const ended = story.kinds().indexOf('closed');
          if (ended >= 0)
            expect(
              story
                .kinds()
                .slice(ended + 1)
                .filter((k) => k !== 'answered'),
            ).toEqual([]);
          state.grades.forEach((g, i) => {
            if (state.grades[i - 1]?.grade === 'major') expect(g).toMatchObject({ grade: 'minor', rule: 'annul' });
          });
          if (state.grade === 'major') seen.major++;
          if (state.closed) seen.closed++;
          if (state.kept) seen.kept++;
          if (state.grades.some((g) => g.rule === 'nc.minor.rejected')) seen.rejected++;
          if (state.round > 1) seen.rounds++;
        },
      ),
      { numRuns: 250, seed: 27001 },
    );
    for (const [what, often] of Object.entries(seen)) expect([what, often > 0]).toEqual([what, true]);
  });

  it('read in pieces or at once after a long downtime, has the same grades at the same instants', () => {
    const quiet = WORDS.filter(
      ([who, text]) => who === 'priya' || text.startsWith('/approve') || text.startsWith('/deny'),
    );
    const said = fc.array(fc.record({ hour: hours, word: fc.constantFrom(...quiet) }), { maxLength: 8 });
    const steps = fc.array(fc.tuple(hours, fc.boolean()), { maxLength: 12 });
    let escalated = 0;
    fc.assert(
      fc.property(said, plan, course, steps, (acts, planned, tasks, times) => {
        const all = { ...tasks, judged: [] };
        const pieces = prepare(acts, planned);
        for (const [hour, readable] of times.sort((a, b) => a[0] - b[0])) {
          pieces.actions = outcomes(pieces, all, at(hour), at(hour));
          pieces.step(at(hour), readable ? undefined : { unread: 'unreachable' });
        }
        const once = prepare(acts, planned);
        for (const story of [pieces, once]) {
          story.actions = outcomes(story, all, at(LAST + 1), at(LAST + 1));
          story.step(at(LAST + 1));
        }
        const told = (story: Story) => story.state.grades.map(({ grade, at: when, rule }) => [grade, when, rule]);
        expect(told(pieces)).toEqual(told(once));
        expect(pieces.state.clocks).toEqual(once.state.clocks);
        expect(pieces.state.overdue?.at).toEqual(once.state.overdue?.at);
        expect(pieces.state.resolved).toEqual(once.state.resolved);
        expect(pieces.state.plan.agreed).toEqual(once.state.plan.agreed);
        if (once.state.grades.length > 1) escalated++;
      }),
      { numRuns: 250, seed: 27001 },
    );
    expect(escalated).toBeGreaterThan(100);
  });

  it('turns major exactly when the hand-in that stood before the deadline is missing or was taken back', () => {
    const deadline = '2027-07-05T22:00:00.000Z';
    fc.assert(
      fc.property(course, ({ handedIn }) => {
        const story = prepare([], 2);
        story.actions = outcomes(story, { handedIn, judged: [] }, at(LAST), at(LAST));
        story.step(at(LAST));
        const stood = handedIn.find((s) => s.from < deadline && !(s.until !== undefined && s.until < deadline));
        const expected = stood ? stood.until : deadline;
        expect(story.of('graded')[0]?.at).toBe(expected);
      }),
      { numRuns: 250, seed: 27001 },
    );
  });
});
