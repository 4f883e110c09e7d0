import { appBench } from './github-bench.ts';
import { describeTickets } from './suite.ts';

describeTickets('the GitHub adapter on the sandbox, logged in as an App', appBench, [
  'due-date',
  'parent',
  'grade',
  'conversion',
  'pinned-files',
  'demands',
]);
