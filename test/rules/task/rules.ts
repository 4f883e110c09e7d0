import { advanceTask } from '../../../rules/task/advance.ts';
import { draftTask } from '../../../rules/task/draft.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';

/** The rules as they are. */
export const rules = { advanceTask, evolveTask, draftTask };
