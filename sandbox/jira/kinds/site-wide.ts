import type { Named } from '../model.ts';

export const priorities: readonly Named[] = [
  { id: '1', name: 'Highest' },
  { id: '2', name: 'High' },
  { id: '3', name: 'Medium' },
  { id: '4', name: 'Low' },
  { id: '5', name: 'Lowest' },
];

/** What an issue gets that names none. */
export const usualPriority: Named = { id: '3', name: 'Medium' };

export const done: Named = { id: '10000', name: 'Done' };
export const wontDo: Named = { id: '10001', name: "Won't Do" };

export const resolutions: readonly Named[] = [
  done,
  wontDo,
  { id: '10002', name: 'Duplicate' },
  { id: '10003', name: 'Cannot Reproduce' },
];
