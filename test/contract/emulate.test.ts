import { emulateBench } from './emulate-bench.ts';
import { describeTickets } from './suite.ts';

describeTickets('the GitHub adapter on an emulator', emulateBench, [
  'due-date',
  'reactions',
  'moves',
  'deletion-proof',
  'hiding',
  'attachment-bytes',
  'dragged-files',
  'assignability',
  'closing-words',
]);
