import { it } from '@jest/globals';
import { TrackerError, type TrackerFault } from '../../integrations/tickets/errors.ts';
import type { Reading, Ticket } from '../../rules/ticket.ts';
import type { Ability, Bench } from './bench.ts';

/** What the tests of one server share. */
export interface Cases {
  bench(): Bench;
  /** A test; where the server lacks one of `needs`, it has to fail, else that is not lacking. */
  check(name: string, body: () => Promise<void>, ...needs: Ability[]): void;
}

/** @returns how tests are written for a server that lacks `lacks`; `named` collects what any test asked for. */
export function casesFor(bench: () => Bench, lacks: readonly Ability[], named: Map<Ability, number>): Cases {
  return {
    bench,
    check(name, body, ...needs) {
      for (const need of needs) named.set(need, (named.get(need) ?? 0) + 1);
      const missing = needs.filter((need) => lacks.includes(need));
      if (missing.length > 0) it.failing(`${name} (lacks ${missing.join(', ')})`, body);
      else it(name, body);
    },
  };
}

/** @returns the fault that the work ends with; undefined if it ends well. */
export async function faultOf(work: Promise<unknown>): Promise<TrackerFault | undefined> {
  return (await errorOf(work))?.fault;
}

/** @returns the error that the work ends with; undefined if it ends well. */
export async function errorOf(work: Promise<unknown>): Promise<TrackerError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof TrackerError) return error;
    throw error;
  }
}

/** @returns the ticket of a reading that must be whole. */
export function wholeOf(reading: Reading): Ticket {
  if ('ref' in reading) return reading;
  throw new Error(`expected a whole ticket, found ${JSON.stringify(reading)}`);
}
