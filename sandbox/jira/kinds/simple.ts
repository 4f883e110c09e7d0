import type { Kind, Status } from '../model.ts';
import { resolutionField, systemFields } from './fields.ts';

const toDo: Status = { id: '10000', name: 'To Do', category: 'new' };
const inProgress: Status = { id: '10001', name: 'In Progress', category: 'indeterminate' };
const done: Status = { id: '10002', name: 'Done', category: 'done' };

/** Three statuses, each reached from each; closing shows a resolution, and sets one where none is chosen. */
export const simple: Kind = {
  types: [
    { id: '10002', name: 'Task', isSubtask: false },
    { id: '10003', name: 'Sub-task', isSubtask: true },
  ],
  statuses: [toDo, inProgress, done],
  transitions: [
    { id: '11', name: 'To Do', from: 'any', to: toDo, screen: [] },
    { id: '21', name: 'In Progress', from: 'any', to: inProgress, screen: [] },
    { id: '31', name: 'Done', from: 'any', to: done, screen: [resolutionField] },
  ],
  fields: systemFields,
};
