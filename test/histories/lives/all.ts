import { internalAudit } from './internal-audit.ts';
import type { Life } from './life.ts';
import { measurement } from './measurement.ts';

/** By name of the recorded history. */
export const lives: Record<string, Life> = {
  'duty-internal-audit': internalAudit,
  'duty-measurement': measurement,
};
