import { emulateBench } from './github-emulate-bench.ts';
import { describeTickets } from './suite.ts';

describeTickets('the GitHub adapter on an emulator', emulateBench, [
  'due-date',
  'reactions',
  'parent',
  'grade',
  'moves',
  'conversion',
  'removal',
  'deletion-proof',
  'hiding',
  'attachment-bytes',
  'dragged-files',
  'pinned-files',
  'assignability',
  'closing-words',
  'demands',
]);
