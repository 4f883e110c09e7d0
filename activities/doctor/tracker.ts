import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Health, ResolvedAccount, Shortcoming, Tickets } from '../../integrations/tickets/port.ts';
import type { HookNotes } from '../../register/hooks.ts';
import type { Tracker } from '../../rules/programme.ts';
import { type Finding, type Locate, problemsIn } from './finding.ts';
import { mendingOf, secretAt } from './login.ts';
import { examineWebhook } from './webhook.ts';

const MOST_SKEW_MS = 5_000;
/** Well below the grace within which a delivery may tell of a change. */
const MOST_COMPARED_MS = 30_000;

/** What a look at a tracker showed; `self` is the engine's own account, where the tracker could be asked. */
export interface TrackerExamined {
  findings: Finding[];
  self?: ResolvedAccount;
}

/**
 * Looks whether a tracker can be reached and written, is private, agrees about the time, and tells of changes. Writes nothing.
 * @param notes what the engine saw of its webhook, where the register could be asked.
 */
export async function examineTracker(
  tracker: Tracker,
  tickets: Tickets,
  locate: Locate,
  notes?: HookNotes,
): Promise<TrackerExamined> {
  try {
    const health = await tickets.check();
    const seen = health.shortcomings.filter(isWebhook).map((s) => webhookFinding(s, tracker, locate));
    const webhook = seen.length > 0 ? seen : examineWebhook(tracker, comparable(notes, health), locate);
    return { findings: [...healthFindings(tracker, health, locate), ...webhook, ...clock(health)], self: health.self };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return { findings: [unusable(tracker, error, locate), ...examineWebhook(tracker, notes, locate)] };
  }
}

/** @returns the notes without what compares the tracker's clock with ours, where they differ too much for that. */
function comparable(notes: HookNotes | undefined, { skew }: Health): HookNotes | undefined {
  if (!notes || Math.abs(skew) <= MOST_COMPARED_MS) return notes;
  const { unannounced: _, ...rest } = notes;
  return rest;
}

function healthFindings(tracker: Tracker, { self, target, shortcomings }: Health, locate: Locate): Finding[] {
  const lacking = shortcomings.filter((s) => !isWebhook(s)).map((s) => shortcoming(tracker, s, locate));
  if (problemsIn(lacking).length > 0) return lacking;
  const found = `${target}: ${self.name ?? self.login} may read and write issues; nothing written`;
  return [{ name: tracker.id, level: 'ok', place: locate('trackers', tracker.id), found }, ...lacking];
}

/** Each at the key that is to be changed, where there is one. A public target is refused unless the programme says otherwise (domain, section 7). */
function shortcoming(
  { id: name, allowPublic }: Tracker,
  { what, found, fix, allowed, at = [], blocks }: Shortcoming,
  locate: Locate,
): Finding {
  const place = locate('trackers', name, ...at);
  if (what === 'public' && allowPublic)
    return { name, level: 'note', what, place, found: `${found}, which allow_public permits` };
  return {
    name,
    level: blocks || what === 'public' ? 'problem' : 'note',
    what,
    place,
    found,
    fix,
    ...(allowed && { allowed }),
  };
}

function isWebhook({ what }: Shortcoming): boolean {
  return what === 'dead-webhook' || what === 'wrong-secret';
}

function webhookFinding({ what, found, fix, allowed }: Shortcoming, { id }: Tracker, locate: Locate): Finding {
  const place = locate('trackers', id, 'webhook_secret');
  return { name: 'webhook', level: 'problem', what, place, found, fix, ...(allowed && { allowed }), operational: true };
}

/** Its time is known in whole seconds. */
function clock({ skew }: Health): Finding[] {
  if (Math.abs(skew) <= MOST_SKEW_MS) return [{ name: 'clock', level: 'ok', found: 'agrees with the tracker' }];
  const found = `this machine is ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'behind' : 'ahead of'} the tracker`;
  const fix = 'set it by a time server: lateness is judged by the tracker’s clock';
  return [{ name: 'clock', level: 'note', what: 'clock', found, fix, allowed: 'at most 5 s apart' }];
}

function unusable(tracker: Tracker, { fault, message }: TrackerError, locate: Locate): Finding {
  const { id: name } = tracker;
  if (fault.kind === 'unauthorised') {
    const at = { place: locate('trackers', name, ...secretAt(tracker)), found: message, ...mendingOf(tracker) };
    return { name, level: 'problem', what: 'token', ...at, credentials: true };
  }
  const place = locate('trackers', name);
  if (fault.kind === 'rate-limited') {
    const fix = `try again after ${fault.until}`;
    return { name, level: 'problem', what: 'rate-limited', place, found: message, fix };
  }
  const fix = 'check the address, the network, and whether the tracker is up';
  const allowed = 'an address that answers';
  return { name, level: 'problem', what: 'unreachable', place, found: message, fix, allowed };
}
