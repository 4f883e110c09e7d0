import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Engine } from '../engines/engine.ts';
import { besideCases } from './beside.ts';
import { budgetCases } from './budget.ts';
import { effectsCases } from './effects.ts';
import { hooksCases } from './hooks.ts';
import { logCases } from './log.ts';
import { openCases } from './open.ts';
import { recordsCases } from './records.ts';
import { verifyCases } from './verify.ts';
import { writingCases } from './writing.ts';

const cases: Record<string, (engine: Engine) => void> = {
  'a register': openCases,
  'the log': logCases,
  records: recordsCases,
  'the outbox': effectsCases,
  'beside the log': besideCases,
  'the budget': budgetCases,
  webhooks: hooksCases,
  verification: verifyCases,
  writers: writingCases,
};

/** What every register does, whatever engine it lies on. Starts and stops the engine. */
export function allCases(engine: Engine): void {
  beforeAll(engine.start);
  afterAll(engine.stop);
  describe(engine.name, () => {
    for (const [what, describeIt] of Object.entries(cases)) describe(what, () => describeIt(engine));
  });
}
