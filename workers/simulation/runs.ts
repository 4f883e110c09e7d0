import type { RecordName } from '../../register/records.ts';
import { workflowId } from '../../workflows/messages.ts';

/** @returns ids of the workflows that may serve a record. */
export function runsOf({ table, key }: RecordName): string[] {
  if (table === 'occurrence') return [workflowId.occurrence(key)];
  return [workflowId.task(key), workflowId.nonconformity(key)];
}
