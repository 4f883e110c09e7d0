import type { AppliedVersion } from '../activities/programme/apply.ts';
import type { Preview } from '../activities/programme/preview.ts';
import type { Programme } from '../rules/programme.ts';
import { nextOpening, openingDay } from './preview-tickets.ts';
import { counted } from './terminal.ts';
import { waitingText } from './waiting-text.ts';

/** How a version stands: what of it waits for top management, and where. */
export type Outcome = Pick<AppliedVersion, 'version' | 'pending' | 'denied' | 'waits'>;

/** @returns what `apply` did, what opens now or next, and what waits, on whom, in which ticket, and until when. */
export function appliedText(applied: Outcome, found: Preview, programme: Programme, running: boolean): string {
  const { version, waits } = applied;
  const butFor = waits ? ' but for what needs top management' : '';
  const waiting = waits ? ` ${waitingText(waits, found, programme)}` : '';
  const next = running ? '' : ' Nothing runs yet: start it with dutybound up.';
  return `Programme v${version} is in force${butFor}; ${whatOpens(found, programme)}.${waiting}${next}`;
}

/** @returns why nothing was changed, and what waits nevertheless. */
export function standingText({ version, waits }: Outcome, found: Preview, programme: Programme): string {
  const same = `Programme v${version} is this very file`;
  if (!waits) return `${same} and in force already; nothing was changed.`;
  return `${same} already; nothing was changed. ${waitingText(waits, found, programme)}`;
}

/** `1 ticket opens now`, or when the next one does. */
function whatOpens({ opensNow, occurrences }: Preview, programme: Programme): string {
  if (opensNow > 0) return `${counted(opensNow, 'ticket opens', 'tickets open')} now`;
  const next = nextOpening(occurrences);
  return `nothing opens now${next ? `, the next ticket opens on ${openingDay(next, programme)}` : ''}`;
}
