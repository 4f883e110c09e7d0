import type { Measurement } from '../stage.ts'; export const page: Measurement = { names: ['page'], measure: async () => [] };
