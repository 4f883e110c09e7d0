import fc from 'fast-check';
import type { Reading, World } from './world.ts';
import * as w from './world.ts';
import { step } from './world.ts';

/** Something that happens to a task: by people in the tracker, to the engine, or to its sight of the tracker. */
export type Happening =
  | { kind: 'wait'; minutes: number; down: boolean }
  | { kind: 'say'; who: string; text: string; edited: boolean }
  | { kind: 'attach'; who: string; names: readonly string[]; held: boolean }
  | { kind: 'hand-in' }
  | { kind: 'close'; who: string; category: 'done' | 'dropped' }
  | { kind: 'reopen'; who: string }
  | { kind: 'assign'; to: string | undefined }
  | { kind: 'delete' }
  | { kind: 'sight'; reading: Reading }
  | { kind: 'edit-comment' }
  | { kind: 'edit-due' };

const who = fc.constantFrom('sam', 'sam', 'mara', 'mara', 'jonas', 'elena', 'priya', 'ken', 'zoe');
const text = fc.constantFrom(
  '/accept',
  '/accept',
  '/reject because it is wrong',
  '/reject',
  '/extend 2027-04-23 because x',
  '/extend 2027-05-04 because x',
  '/extend 2027-06-30 because x',
  '/approve',
  '/approve extension',
  '/approve waiver',
  '/deny because no',
  '/waive because useless',
  '/done',
  '/evidence export https://wiki.example.com/export',
  '/evidence removals none needed, because nobody left',
  '/help',
  '/aprove',
  '/effective',
  'working on it',
  'removals: none needed, because nobody left',
);
/** What people say when they know their part. */
const apt = fc.constantFrom(
  ['mara', '/accept'],
  ['elena', '/accept'],
  ['ken', '/accept'],
  ['mara', '/reject because it is wrong'],
  ['mara', '/reject because it was forged'],
  ['sam', '/extend 2027-05-04 because x'],
  ['sam', '/extend 2027-06-30 because x'],
  ['jonas', '/approve'],
  ['mara', '/approve extension'],
  ['mara', '/deny because no'],
  ['sam', '/waive because useless'],
  ['jonas', '/approve waiver'],
);
const names = fc.constantFrom(
  ['export.csv'],
  ['decisions.md', 'removals.log'],
  ['export.csv', 'decisions.md', 'removals.log'],
  ['photo.png'],
);
const minutes = fc.oneof(
  fc.integer({ min: 1, max: 10 }),
  fc.integer({ min: 30, max: 900 }),
  fc.integer({ min: 1000, max: 8000 }),
  fc.integer({ min: 9000, max: 30_000 }),
);

const said = fc.oneof(
  fc.record({
    kind: fc.constant('say' as const),
    who,
    text,
    edited: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
  }),
  apt.map(([person = '', words = '']) => ({ kind: 'say' as const, who: person, text: words, edited: false })),
);

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes, down: fc.boolean() }) },
  { weight: 10, arbitrary: said },
  { weight: 3, arbitrary: fc.constant({ kind: 'hand-in' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('attach' as const), who, names, held: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      who,
      category: fc.constantFrom('done' as const, 'done' as const, 'dropped' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assign' as const), to: fc.option(who, { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'delete' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sight' as const),
      reading: fc.constantFrom<Reading>('read', 'read', 'read', 'unread', 'hidden'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'edit-comment' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'edit-due' as const }) },
);

/** Lets it happen; each takes a second at least. */
export function happen(world: World, what: Happening, check: (world: World) => void): void {
  world.now = new Date(Date.parse(world.now) + 1000).toISOString();
  switch (what.kind) {
    case 'wait':
      return wait(world, what, check);
    case 'say':
      w.says(world, what.who, what.text, { edited: what.edited });
      return;
    case 'attach': {
      const attachments = what.names.map((name) => w.file(world, name));
      if (!what.held) for (const a of attachments) w.ticketOf(world).files.set(a.url, undefined);
      w.says(world, what.who, 'here', { attachments });
      return;
    }
    case 'hand-in':
      if (w.ticketOf(world).ticket.category === 'open') w.handsIn(world);
      return;
    case 'close':
      if (w.ticketOf(world).ticket.category === 'open') w.closes(world, what.who, what.category);
      return;
    case 'reopen':
      if (w.ticketOf(world).ticket.category !== 'open') w.reopens(world, what.who);
      return;
    case 'assign':
      w.assigns(world, 'sam', what.to);
      return;
    case 'delete':
      w.ticketOf(world).deleted = true;
      return;
    case 'sight':
      world.reading = what.reading;
      return;
    case 'edit-comment': {
      const comment = w.ticketOf(world).ticket.comments.findLast((c) => c.key === undefined);
      if (comment) Object.assign(comment, { edited: true, text: '/accept' });
      return;
    }
    case 'edit-due':
      w.ticketOf(world).ticket.due = '2027-06-01';
  }
}

function wait(world: World, { minutes: n, down }: Happening & { kind: 'wait' }, check: (world: World) => void): void {
  const to = new Date(Date.parse(world.now) + n * 60_000).toISOString();
  while (!down && world.decision.wakeAt < to) {
    const soon = new Date(Date.parse(world.now) + 1000).toISOString();
    const next = world.decision.wakeAt > soon ? world.decision.wakeAt : soon;
    if (next >= to) break;
    world.now = next;
    step(world);
    check(world);
  }
  world.now = to;
  step(world);
  check(world);
}
