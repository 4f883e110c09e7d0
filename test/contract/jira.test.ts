import { simpleBench } from './jira-bench.ts';
import { describeTickets } from './suite.ts';

describeTickets('the Jira adapter on a simple project', simpleBench, ['reactions', 'deletion-proof', 'demands']);
