import { CALLS, GAUGES } from '../../workers/ops/metrics.ts';
import { code, pageOf, tableOf } from './markdown.ts';

/** @returns the page of what `/metrics` offers. */
export function metricsPage(): string {
  const rows = Object.entries({ ...GAUGES, ...CALLS }).map(([name, [help, labels]]) => [
    code(name),
    labels.map((label) => code(label)).join(', '),
    help,
  ]);
  return pageOf(
    'Metrics',
    'workers/ops/metrics.ts',
    "What `/metrics` of `up`, `worker`, and `intake` offers, besides the runtime's own `process_…` and `nodejs_…`. A figure that is not known is not told. Figures from the register are the same in each process: take the maximum, not the sum. No figure names a person, a title, or a text.",
    tableOf(['Name', 'Labels', 'Meaning'], rows),
  );
}
