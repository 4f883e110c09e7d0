import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Engine } from '../engines/engine.ts';
import { backupCases } from './backup.ts';
import { besideCases } from './beside.ts';
import { budgetCases } from './budget.ts';
import { effectsCases } from './effects.ts';
import { figuresCases } from './figures.ts';
import { goldenCases } from './golden.ts';
import { holdingCases } from './holding.ts';
import { hooksCases } from './hooks.ts';
import { logCases } from './log.ts';
import { openCases } from './open.ts';
import { rebuildCases } from './rebuild.ts';
import { recordsCases } from './records.ts';
import { redactionCases } from './redaction.ts';
import { upgradeCases } from './upgrade.ts';
import { verifyCases } from './verify.ts';
import { writingCases } from './writing.ts';

const cases: Record<string, (engine: Engine) => void> = {
  'a register': openCases,
  'the log': logCases,
  records: recordsCases,
  'the outbox': effectsCases,
  'beside the log': besideCases,
  'the budget': budgetCases,
  'what holds the outbox': holdingCases,
  webhooks: hooksCases,
  counting: figuresCases,
  verification: verifyCases,
  'a rebuild': rebuildCases,
  redaction: redactionCases,
  'golden logs': goldenCases,
  'an upgrade': upgradeCases,
  writers: writingCases,
  'a backup': backupCases,
};

/** What every register does, whatever engine it lies on. Starts and stops the engine. */
export function allCases(engine: Engine): void {
  beforeAll(engine.start);
  afterAll(engine.stop);
  describe(engine.name, () => {
    for (const [what, describeIt] of Object.entries(cases)) describe(what, () => describeIt(engine));
  });
}
