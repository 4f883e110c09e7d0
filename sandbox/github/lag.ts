import type { Repository } from '../store/model.ts';
import type { Call } from './call.ts';

/** Tells whether something that changed at an instant (epoch ms) is still missing from lists, as `list-lag` has it. */
export function isLagging(call: Call, repository: Repository): (changedAt: number) => boolean {
  const lag = call.fault('list-lag', repository);
  if (!lag) return () => false;
  const horizon = call.store.now() - (lag.ms ?? 1000);
  return (changedAt) => changedAt > horizon;
}
