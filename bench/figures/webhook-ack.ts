import type { Measurement } from '../stage.ts';
export const webhookAck: Measurement = { names: ['webhook-ack'], measure: async () => [] };
