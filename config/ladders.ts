import { z } from 'zod';
import { type Ladder, LEVELS, type Rung } from '../rules/programme.ts';
import type { Span } from '../rules/time.ts';
import { LADDERS } from './defaults.ts';
import { byId, duration, durationOrNone, fields, flag, list, offset, oneOf } from './fields.ts';

const LADDER_ID_FORM = 'letters, digits, and hyphens, at most 40';
const ladderId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, { error: LADDER_ID_FORM });

const rung = fields({
  at: offset,
  to: list(oneOf(LEVELS), `a list of ${LEVELS.join(', ')}`).refine((to) => to.length > 0, {
    error: `one of ${LEVELS.join(', ')}, or several`,
  }),
  from: oneOf(['due', 'hard-limit']).exactOptional(),
  repeat: duration.exactOptional(),
});

/** Ladders of the organisation's own; one that is called like a default ladder replaces it. */
export const ladders = byId(
  fields({
    lead: durationOrNone,
    hard_limit: duration.exactOptional(),
    rungs: z.array(rung, { error: 'a list of rungs' }).min(1, { error: 'at least one rung' }),
    contact_hours: flag.exactOptional(),
    extensions: flag.exactOptional(),
    top_at_once: flag.exactOptional(),
  }),
  ladderId,
);

/** @returns the default ladders, those of the file in place of their namesakes, then the others in the order of the file. */
export function laddersOf(raw: z.output<typeof ladders> = {}): Ladder[] {
  const own = Object.entries(raw).map(([id, ladder]) => ladderOf(id, ladder));
  const kept = LADDERS.map((ladder) => own.find(({ id }) => id === ladder.id) ?? ladder);
  return [...kept, ...own.filter((ladder) => !kept.includes(ladder))];
}

function ladderOf(id: string, raw: z.output<typeof ladders>[string]): Ladder {
  return {
    id,
    lead: raw.lead,
    rungs: raw.rungs.map(rungOf),
    ...(raw.hard_limit === undefined ? {} : { hardLimit: raw.hard_limit }),
    contactHours: raw.contact_hours ?? true,
    extensions: raw.extensions ?? true,
    topAtOnce: raw.top_at_once ?? false,
  };
}

function rungOf({ at, to, from = 'due', repeat }: z.output<typeof rung>): Rung {
  return { id: rungId(at, from), from, after: at, to, ...(repeat === undefined ? {} : { repeat }) };
}

const EXACT = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;

/** @returns a rung's name, made of where it stands: `3-days-before-due`, `at-due`, `4-hours-after-due`. */
export function rungId(at: Span, from: Rung['from']): string {
  if (at.n === 0) return `at-${from}`;
  const size = Math.abs(at.n);
  const [word, unit] = at.unit === 'ms' ? (EXACT.find(([, ms]) => size % ms === 0) ?? ['ms', 1]) : [at.unit, 1];
  return `${size / unit}-${word}-${at.n < 0 ? 'before' : 'after'}-${from}`;
}
