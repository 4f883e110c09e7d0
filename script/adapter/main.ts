import { runContract } from './run.ts';
import { progressOf } from './table.ts';

const [name, ...more] = process.argv.slice(2);
const outcome = more.length > 0 ? { names: [] } : await runContract(name);
if ('names' in outcome) {
  process.stderr.write(
    `script/contract NAME: found "${[name, ...more].join(' ')}", allowed are ${outcome.names.join(', ')}\n`,
  );
  process.exitCode = 1;
} else {
  const { text, isWhole } = progressOf(outcome.cases);
  process.stdout.write(text);
  process.exitCode = isWhole ? 0 : 1;
}
