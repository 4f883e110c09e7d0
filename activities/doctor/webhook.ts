import type { HookNotes, Unannounced } from '../../register/hooks.ts';
import type { Tracker } from '../../rules/programme.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import { isUnannounced } from '../tickets/unannounced.ts';
import type { Finding, Locate } from './finding.ts';

/** Deliveries are noted once a minute: one refused within it may be older than one taken. ms. */
const NOTED_EVERY_MS = 60_000;
/** A mention elsewhere touches a ticket without a delivery; so often by chance it does not. */
const DEAD_AFTER = 3;
const name = 'webhook';

/**
 * What the engine's own notes say of a webhook. Silence alone says nothing: only a change that was found by asking and that no delivery
 * told of does.
 * @param notes undefined where the register cannot be asked.
 */
export function examineWebhook(tracker: Tracker, notes: HookNotes | undefined, locate: Locate): Finding[] {
  if (!tracker.webhook) return [none(tracker, locate)];
  if (!notes) return [];
  const { taken, refused, unannounced } = notes;
  const place = locate('trackers', tracker.id, 'webhook_secret');
  const missed = unannounced && isUnannounced(unannounced.last, taken) ? unannounced : undefined;
  const forged = refused && (!taken || msBetween(taken, refused) > NOTED_EVERY_MS) ? refused : undefined;
  if (forged && (!taken || missed)) return [{ ...wrongSecret(forged, taken), place }];
  if (missed) return [{ ...dead(tracker, missed, taken), place }];
  if (forged) return [{ ...refusedOnce(forged, taken), place }];
  if (taken) return [{ name, level: 'ok', found: `last delivery taken ${taken}` }];
  const found = 'no delivery has come yet, and nothing changed that one should have told of';
  const fix = 'have the tracker send its ping again, or change something in a ticket';
  return [{ name, level: 'note', what: 'silent-webhook', place, found, fix }];
}

function none({ id, sweepEvery }: Tracker, locate: Locate): Finding {
  const found = `none is set up: changes are noticed within ${sweepEvery / 1000} s by asking`;
  return { name, level: 'note', what: 'no-webhook', place: locate('trackers', id), found };
}

function wrongSecret(refused: Instant, taken: Instant | undefined): Finding {
  const since = taken ? `none was taken since ${taken}` : 'none was ever taken';
  return {
    name,
    level: 'problem',
    what: 'wrong-secret',
    found: `its deliveries are refused for their signature, last at ${refused}; ${since}`,
    fix: 'enter the same secret in the tracker’s webhook and where this reference points, then restart what takes webhooks',
    allowed: 'one secret on both sides',
    operational: true,
  };
}

function dead({ id, sweepEvery }: Tracker, { since, last, count }: Unannounced, taken: Instant | undefined): Finding {
  const changes = count === 1 ? `a change at ${last} was` : `${count} changes from ${since} to ${last} were`;
  const heard = taken ? `the last delivery came at ${taken}` : 'no delivery ever came';
  const fix =
    'look in the tracker for its webhook’s recent deliveries, and whether what takes them runs and is reached';
  const allowed = `an active webhook to https://YOUR-HOST/hooks/${id}`;
  const found = `${changes} found by asking, every ${sweepEvery / 1000} s; ${heard}`;
  if (count < DEAD_AFTER) return { name, level: 'note', what: 'dead-webhook', found, fix, allowed };
  return { name, level: 'problem', what: 'dead-webhook', found: `dead: ${found}`, fix, allowed, operational: true };
}

function refusedOnce(refused: Instant, taken: Instant | undefined): Finding {
  const found = `a delivery was refused for its signature at ${refused}, after the last good one at ${taken}`;
  const fix = 'somebody else may have sent it; if the secret was changed lately, enter the same one on both sides';
  return { name, level: 'note', what: 'refused-delivery', found, fix };
}
