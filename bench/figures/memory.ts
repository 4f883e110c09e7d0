import type { Measurement } from '../stage.ts';
export const memory: Measurement = { names: ['memory'], measure: async () => [] };
