export { deliver } from './deliver.ts';
export { duty } from './duty.ts';
export { nonconformity } from './nonconformity.ts';
export { planner } from './planner.ts';
export { single } from './single.ts';
export { sweep } from './sweep.ts';
export { task } from './task.ts';
