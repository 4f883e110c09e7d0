import assert from 'node:assert/strict';
import type { NewEvent } from '../../../rules/event.ts';
import type { World } from './world.ts';

/**
 * Who may do what in the test's organisation, written down anew from the rules' text: Sam owns, Mara verifies and leads, Jonas is Sam's
 * manager, Elena is top management; Ken is Mara's delegate, to verify and extend only.
 */
export function assertAuthorised(w: World): void {
  let assignee = 'sam';
  let implementers: string[] = [];
  let asker: Record<string, string> = {};
  w.log.forEach((event) => {
    const body = event.body as Record<string, unknown>;
    if (event.kind === 'reassigned') assignee = body.to as string;
    if (event.kind === 'submitted') implementers = (body.submission as { implementers: string[] }).implementers;
    if (event.kind === 'extension-asked' || event.kind === 'waiver-asked')
      asker = { ...asker, [event.kind]: body.by as string };
    const may = allowed(event, assignee, implementers, asker);
    if (!may) return;
    const by = ((body.evidence as { by: string } | undefined) ?? (body as { by: string })).by;
    assert.ok(may.includes(by), `${event.kind} by ${by}; allowed: ${may.join(', ')}`);
    if (!`${body.cause}`.includes(':')) authored(w, `${body.cause}`, by);
  });
}

function allowed(
  { kind }: NewEvent,
  assignee: string,
  implementers: string[],
  asker: Record<string, string>,
): string[] | undefined {
  const works = [assignee, ...(assignee === 'mara' ? ['ken'] : []), ...(assignee === 'sam' ? ['jonas'] : [])];
  const asks = [assignee, 'sam', 'mara', ...(assignee === 'mara' ? ['ken'] : [])];
  switch (kind) {
    case 'accepted':
      return deciding([['mara'], ['elena']], implementers, true);
    case 'rejected':
    case 'revived':
      return deciding([['mara'], ['elena']], implementers, true);
    case 'extension-asked':
    case 'waiver-asked':
      return asks;
    case 'extension-approved':
    case 'extension-denied':
      return deciding(
        [['mara', 'jonas'], ['mara'], ['elena']],
        ['sam', assignee, asker['extension-asked'] ?? ''],
        true,
      );
    case 'waiver-approved':
    case 'waiver-denied':
      return deciding([['mara', 'jonas'], ['mara'], ['elena']], ['sam', assignee, asker['waiver-asked'] ?? ''], false);
    case 'evidence-given':
      return works;
    default:
      return undefined;
  }
}

function deciding(levels: string[][], barred: string[], delegated: boolean): string[] {
  const left = levels.map((level) => level.filter((p) => !barred.includes(p))).find((level) => level.length > 0) ?? [];
  return [...left, ...(delegated && left.includes('mara') && !barred.includes('ken') ? ['ken'] : [])];
}

/** The word was that person's own, by account. */
function authored(w: World, cause: string, by: string): void {
  const id = cause.split('/')[0];
  const comment = w.tickets.flatMap((t) => t.ticket.comments).find((c) => c.id === id);
  assert.equal(comment?.author.id, `a-${by}`, `comment ${cause} was not written by ${by}`);
}
