import type { Measurement } from '../stage.ts'; export const tick: Measurement = { names: ['tick'], measure: async () => [] };
