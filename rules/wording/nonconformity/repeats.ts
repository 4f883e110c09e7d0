import { dateAt, isLocalDate } from '../../calendar/local-day.ts';
import { showDeadline } from '../../calendar/show.ts';
import type { Organisation } from '../../organisation.ts';
import type { Programme } from '../../programme.ts';
import type { RecordLink } from '../../record-link.ts';
import type { Instant, LocalDate } from '../../time.ts';
import { spoken } from '../cadence.ts';
import { amount, asSaid, cap, spelled } from '../phrases.ts';

/** @returns `Three minors on joiners and leavers`: title of the major, and first words of the ticket that proposes it. */
export function repeatsName(n: number, process: string, programme: Programme): string {
  return `${cap(spelled(n))} minors on ${processTitle(process, programme)}`;
}

/** @returns what has to be decided: the proposal's first line. */
export function repeatsAsked(n: number, process: string, programme: Programme): string {
  return `Decide whether ${spelled(n)} minor nonconformities on ${processTitle(process, programme)} within ${span(programme)} are a major.`;
}

/** @returns the first line of the major that comes of it. */
export function repeatsNature(n: number, process: string, programme: Programme): string {
  return `${cap(spelled(n))} minor nonconformities were raised on ${processTitle(process, programme)} within ${span(programme)}: the process itself does not do what it has to.`;
}

/** @returns `[NC-2027-003](…): leavers kept VPN access, raised Tue 6 Apr 2027`. */
export function minorLine(
  { display, url }: RecordLink,
  title: string,
  raisedOn: LocalDate | Instant,
  { programme }: Organisation,
): string {
  const date = isLocalDate(raisedOn) ? raisedOn : dateAt(programme.zone, raisedOn);
  const when = showDeadline(programme.zone, { at: raisedOn, date }, 'long');
  return `${url ? `[${display}](${url})` : display}: ${asSaid(title)}, raised ${when}`;
}

function processTitle(id: string, { processes }: Programme): string {
  return processes.find((p) => p.id === id)?.title ?? id;
}

function span({ clocks }: Programme): string {
  const { within } = clocks.repeats;
  if (within.unit === 'months') return amount(within.n, 'month');
  const words = spoken(within);
  return /^\d/.test(words) ? words : `1 ${words}`;
}
