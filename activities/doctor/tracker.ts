import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Health, ResolvedAccount, Shortcoming, Tickets } from '../../integrations/tickets/port.ts';
import type { Tracker } from '../../rules/programme.ts';
import { type Finding, type Locate, problemsIn } from './finding.ts';

const MOST_SKEW_MS = 5_000;

/** What a look at a tracker showed; `self` is the engine's own account, where the tracker could be asked. */
export interface TrackerExamined {
  findings: Finding[];
  self?: ResolvedAccount;
}

/** Looks whether a tracker can be reached and written, is private, and agrees about the time. Writes nothing. */
export async function examineTracker(tracker: Tracker, tickets: Tickets, locate: Locate): Promise<TrackerExamined> {
  const place = locate('trackers', tracker.id);
  try {
    const health = await tickets.check();
    return {
      findings: [...healthFindings(tracker, health, place), ...webhook(tracker, place), ...clock(health)],
      self: health.self,
    };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return { findings: [unusable(tracker, error, place, locate)] };
  }
}

function healthFindings(tracker: Tracker, { self, target, shortcomings }: Health, place: string): Finding[] {
  const lacking = shortcomings.map((s) => shortcoming(tracker, s, place));
  if (problemsIn(lacking).length > 0) return lacking;
  const found = `${target}: ${self.login} may read and write issues; nothing written`;
  return [{ name: tracker.id, level: 'ok', place, found }, ...lacking];
}

/** A public target is refused unless the programme says otherwise (domain, section 7). */
function shortcoming(
  { id: name, allowPublic }: Tracker,
  { what, found, fix, blocks }: Shortcoming,
  place: string,
): Finding {
  if (what === 'public' && allowPublic)
    return { name, level: 'note', place, found: `${found}, which allow_public permits` };
  return { name, level: blocks || what === 'public' ? 'problem' : 'note', place, found, fix };
}

function webhook({ webhook, sweepEvery }: Tracker, place: string): Finding[] {
  if (webhook) return [];
  const found = `none is set up: changes are noticed within ${sweepEvery / 1000} s by asking`;
  return [{ name: 'webhook', level: 'note', place, found }];
}

function clock({ skew }: Health): Finding[] {
  if (Math.abs(skew) <= MOST_SKEW_MS) return [{ name: 'clock', level: 'ok', found: 'agrees with the tracker' }];
  const found = `this machine is ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'behind' : 'ahead of'} the tracker`;
  return [
    { name: 'clock', level: 'note', found, fix: 'set it by a time server: lateness is judged by the tracker’s clock' },
  ];
}

function unusable(
  { id: name, target }: Tracker,
  { fault, message }: TrackerError,
  place: string,
  locate: Locate,
): Finding {
  if (fault.kind === 'unauthorised') {
    const fix = `make a token that may read and write the issues of ${target}, and put it where this reference points`;
    return { name, level: 'problem', place: locate('trackers', name, 'token'), found: message, fix, credentials: true };
  }
  const fix =
    fault.kind === 'rate-limited'
      ? `try again after ${fault.until}`
      : 'check the address, the network, and whether the tracker is up';
  return { name, level: 'problem', place, found: message, fix };
}
