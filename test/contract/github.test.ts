import { sandboxBench } from './github-bench.ts';
import { describeTickets } from './suite.ts';

describeTickets('the GitHub adapter on the sandbox', sandboxBench, [
  'due-date',
  'parent',
  'grade',
  'conversion',
  'pinned-files',
  'demands',
]);
