import type { Preview } from '../activities/programme/preview.ts';
import type { WaitingChange } from '../activities/programme/waiting.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import { longDate, showDeadline } from '../rules/calendar/show.ts';
import type { Programme } from '../rules/programme.ts';
import { whoSpoken } from '../rules/wording/difference/who.ts';
import { saidWithPlace } from '../rules/wording/difference.ts';
import { cap } from '../rules/wording/phrases.ts';

/** @returns `Elena Costa was asked in #17, due Thu 20 May 2027`, or who denied it, where, and when; or that nobody may decide it. */
export function askedText({ denied, ...waits }: WaitingChange, programme: Programme): string {
  if (denied)
    return `${whoSpoken(programme, denied.by)} denied this in ${placeOf(waits)} on ${longDate(dateAt(programme.zone, denied.at))}`;
  if (waits.of.length === 0) return undecidable(waits);
  return `${decidersOf(waits, programme)} was asked in ${placeOf(waits)}, due ${dueOf(waits, programme)}`;
}

/** @returns what waits, on whom, in which ticket, and until when, as the sentence that `apply` ends with. */
export function waitingText(waits: WaitingChange, { changes }: Pick<Preview, 'changes'>, programme: Programme): string {
  const what = changes
    .filter((c) => c.pending)
    .map(saidWithPlace)
    .join('; ');
  if (waits.denied) return `${askedText(waits, programme)}; the old values stay: ${what}.`;
  if (waits.of.length === 0) return `${cap(undecidable(waits))}. What waits: ${what}.`;
  return `Waiting for ${decidersOf(waits, programme)} in ${placeOf(waits)}, due ${dueOf(waits, programme)}: ${what}.`;
}

function decidersOf({ of }: Pick<WaitingChange, 'of'>, programme: Programme): string {
  return of.map((who) => whoSpoken(programme, who)).join(' or ');
}

/** Whoever applies a change never decides it, and here no other is left who could. */
function undecidable(waits: WaitingChange): string {
  return `nobody may decide this in ${placeOf(waits)}, for whoever applied it does not, and top management has nobody else: take it back, and let somebody else apply it`;
}

function placeOf({ ticket, display }: Pick<WaitingChange, 'ticket' | 'display'>): string {
  return ticket ?? `${display}, a ticket that is not open yet`;
}

function dueOf({ until }: Pick<WaitingChange, 'until'>, { zone }: Programme): string {
  return showDeadline(zone, until, 'long');
}
