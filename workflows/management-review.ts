import { lead } from './stages.ts';

/**
 * `management-review` (9.3): the pack is made from live records and put into the ticket of the meeting, where the chair writes down what
 * was considered and decided, and top management signs; what was decided is followed from there.
 */
export async function managementReview(key: string): Promise<void> {
  const { stage, conclude } = lead(key);
  do {
    await stage('meeting');
  } while (!(await conclude()));
}
