import { z } from 'zod';
import type { Cadence, Interval } from '../rules/calendar/cadence.ts';
import { date, field, fields, name, TEN_YEARS } from './fields.ts';
import { isRule, RULE_FORM, readRecurrence } from './recurrence.ts';
import { nominalMs, readSpan } from './span.ts';
import type { Tree } from './tree.ts';

const INTERVALS =
  'an interval of at most 10 years, not in working days: "10 days", "2 weeks", "3 months", "1 year", "PT40S"';

const interval = z.string({ error: `${INTERVALS}; or a rule, ${RULE_FORM}` }).transform((text, context): Interval => {
  const read = readInterval(text);
  if ('unit' in read || 'rule' in read) return read;
  const { message, allowed } = read;
  context.addIssue({ code: 'custom', message: allowed, ...(message === undefined ? {} : { params: { message } }) });
  return z.NEVER;
});

function readInterval(text: string): Interval | { message?: string; allowed: string } {
  if (isRule(text)) return readRecurrence(text);
  const read = readSpan(text);
  const fits = read && read.n > 0 && nominalMs(read) <= TEN_YEARS && read.unit !== 'working-days';
  return fits ? read : { allowed: `${INTERVALS}; or a rule, ${RULE_FORM}` };
}

/** How often a duty is owed: at one interval, or in phases, at one after the other. What its dates come to is checked afterwards. */
export const cadence = z.union([interval, z.array(fields({ each: interval, until: date.exactOptional() }))], {
  error: `${INTERVALS}; or a rule, ${RULE_FORM}; or a list of phases, { each: 6 months, until: 2028-04-16 }`,
});

/**
 * The duty whose dates another one is tied to, and how long before each. An occurrence is known by its nominal date, which no holiday added
 * later may move: it would be opened twice. So working days are not counted, as in an interval.
 */
export const before = fields({
  duty: name,
  by: field('days, weeks, months, or years, not working days, at most 10 years: "30 days"', (text) => {
    const by = readSpan(text);
    const counted = by && by.unit !== 'ms' && by.unit !== 'working-days' && by.n > 0;
    return counted && nominalMs(by) <= TEN_YEARS ? by : undefined;
  }),
});

/** @returns what stands under `every`, where it can be read. */
export function readCadence(tree: Tree | undefined): Cadence | undefined {
  return cadence.safeParse(tree).data;
}
