import { strictBench } from './jira-bench.ts';
import { describeTickets } from './suite.ts';

describeTickets('the Jira adapter on a strict project', strictBench, ['reactions', 'deletion-proof']);
