import { TrackerError, type TrackerFault } from '../../integrations/tickets/errors.ts';
import { exit, Refusal } from '../terminal.ts';

/** What to do next where the answer itself does not say. */
export interface Steps {
  unauthorised: string;
  refused?: string;
}

/** @returns what the work gives. @throws Refusal instead of a tracker's error, with the next step; 4 where credentials are refused. */
export async function asked<T>(work: Promise<T>, steps: Steps): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    const code = error.fault.kind === 'unauthorised' ? exit.credentials : exit.failed;
    throw new Refusal(`${error.message}\n${stepFor(error.fault, steps)} Nothing was changed.`, code);
  }
}

function stepFor(fault: TrackerFault, steps: Steps): string {
  if (fault.kind === 'unauthorised') return steps.unauthorised;
  if (fault.kind === 'rate-limited') return `Try again after ${fault.until}.`;
  if (fault.kind === 'unreachable') return 'Check the address, the network, and whether it is up; then run this again.';
  return steps.refused ?? 'Run this again.';
}
