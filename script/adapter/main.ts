import { runContract } from './run.ts';
import { progressOf } from './table.ts';

const asked = process.argv.slice(2);
const outcome = asked.length > 1 ? await runContract(undefined) : await runContract(asked[0]);
if ('cases' in outcome) {
  const { text, isWhole } = progressOf(outcome.cases);
  process.stdout.write(text);
  process.exitCode = isWhole ? 0 : 1;
} else if (asked.length === 0) {
  process.stdout.write(`${outcome.names.join('\n')}\n`);
} else {
  process.stderr.write(`script/contract NAME: found "${asked.join(' ')}", allowed are ${outcome.names.join(', ')}\n`);
  process.exitCode = 1;
}
