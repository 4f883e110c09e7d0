/** The task queue of the floor's workflows. */
export const FLOOR_QUEUE = 'dutybound-bench';
