import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ability, Bench, BenchOptions } from './bench.ts';
import { blockCases } from './block-cases.ts';
import { casesFor } from './cases.ts';
import { commentCases } from './comment-cases.ts';
import { demandCases } from './demand-cases.ts';
import { openingCases } from './opening-cases.ts';
import { readingCases } from './reading-cases.ts';
import { setupCases } from './setup-cases.ts';
import { sweepCases } from './sweep-cases.ts';
import { webhookCases } from './webhook-cases.ts';

/**
 * The specification of a tracker adapter: what each member of `Tickets` owes, in no vendor's words.
 * @param setup starts a server with nothing in it, and an adapter on it.
 * @param lacks what this server cannot show; an entry that no test needs, or a test that passes without it, fails the suite.
 */
export function describeTickets(
  name: string,
  setup: (options: BenchOptions) => Promise<Bench>,
  lacks: readonly Ability[] = [],
): void {
  describe(`tickets of ${name}`, () => {
    let bench: Bench;
    const named = new Map<Ability, number>();
    beforeAll(async () => {
      bench = await setup({});
    });
    afterEach(() => bench.faults.heal());
    afterAll(() => bench.close());

    const cases = casesFor(() => bench, lacks, named);
    describe('ensure: opening', () => openingCases(cases));
    describe('ensure: the block', () => blockCases(cases));
    describe('ensure: closing', () => demandCases(cases, setup));
    describe('comment, attachment', () => commentCases(cases));
    describe('read', () => readingCases(cases));
    describe('authenticate', () => webhookCases(cases));
    describe('check, account', () => setupCases(cases));
    describe('changedSince, retire', () => sweepCases(cases, setup));

    it(`declares exactly what it lacks: ${lacks.join(', ') || 'nothing'}`, () => {
      expect(lacks.filter((ability) => !named.has(ability))).toEqual([]);
      expect(new Set(lacks).size).toBe(lacks.length);
    });
  });
}
