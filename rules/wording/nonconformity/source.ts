import { isLocalDate } from '../../calendar/local-day.ts';
import { textOf } from '../../event.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import type { AuditStage, NonconformityTerms } from '../../nonconformity/terms.ts';
import { nameOf, type Organisation } from '../../organisation.ts';
import type { RecordLink } from '../../record-link.ts';
import type { Inline, Paragraph } from '../../ticket.ts';
import { type Deadline, type Instant, plusMs } from '../../time.ts';
import { day, dayAt, linked } from '../phrases.ts';

/** @returns what shows it, where it comes from, who raised it, and when: the ticket's quotation. */
export function sourceOf({ terms, clocks }: NonconformityState, org: Organisation): Paragraph {
  const when = isLocalDate(terms.dated)
    ? day(org, { at: terms.entered, date: terms.dated }, 'short')
    : dayAt(org, lastMoment(terms, clocks.resolve), clocks.resolve, 'short');
  const ends = /[.!?…]$/.test(textOf(terms.evidence).trimEnd());
  const shown: Paragraph = terms.evidence ? [...linked(terms.evidence), ends ? ' ' : '. '] : [];
  return [...shown, ...origin(terms, org, when)];
}

function origin(terms: NonconformityTerms, org: Organisation, when: string): Paragraph {
  const { source, links = [] } = terms;
  const { raisedBy } = terms;
  const by = raisedBy === undefined || raisedBy === 'engine' ? '' : ` by ${nameOf(org, raisedBy)}`;
  const before = terms.brought ? ` Known as ${terms.brought.number} before it was brought along.` : '';
  const raised = `Raised${by}, ${when}.${before}`;
  if (source.kind === 'missed')
    return [ticket(source.task), ` counts as missed since ${when}. It has to be done there all the same.`];
  if (source.kind === 'waived') return [ticket(source.task), ` was waived, ${when}.`];
  if (terms.external)
    return [
      `Found by ${terms.external.body} at ${auditNames[terms.external.stage]}. ${raised.replace('Raised', 'Entered')}`,
    ];
  if (links.length === 0) return [raised];
  return [`${follows[source.kind]} `, ...linksOf(links), `. ${raised}`];
}

/** The audits of a certification body as people call them. */
export const auditNames: Record<AuditStage, string> = {
  1: 'stage 1',
  2: 'stage 2',
  surveillance: 'the surveillance audit',
  recertification: 'the recertification audit',
};

const follows = {
  person: 'See',
  finding: 'A finding of',
  measurement: 'A measurement:',
  incident: 'Follows the incident',
  risk: 'Follows the risk',
  repeats: 'Repeats on one process:',
  external: 'See',
};

/** @returns records by their tickets, or by display id while they have none: `NC-2027-003 (#12), NC-2027-007 (#31)`. */
export function linksOf(links: RecordLink[]): Paragraph {
  return links.flatMap(
    ({ display, number, url }, i): Paragraph => [
      ...(i > 0 ? [', '] : []),
      ...(number && url ? [`${display} (`, { link: number, href: url }, ')'] : [display]),
    ],
  );
}

function ticket({ number, url }: RecordLink): Inline {
  return number && url ? { link: number, href: url } : 'The task';
}

/** A hard limit is the midnight after its last day: people name that day. */
function lastMoment({ dated, source }: NonconformityTerms, like: Deadline): Instant {
  return source.kind === 'missed' && like.date ? plusMs(dated, -1) : dated;
}
