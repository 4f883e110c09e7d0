import { allEvents } from '../../register/events.ts';
import { notedText } from '../../rules/wording/story/noted.ts';
import type { TableKind } from './table.ts';

/** What the engine notes of itself: times in which it did not run, backups, restores, what was taken out of the record (7.5.3). */
export const engine: TableKind = {
  source: 'events of the stream engine',
  about: 'downtime, backups, restores, imports, redactions, mended rows',
  rows: async ({ register }) =>
    (await allEvents(register, { stream: 'engine' })).map(({ sequence, at, noticed, kind, actor, body }) => ({
      sequence,
      at,
      noticed,
      kind,
      by: actor,
      from: textIn(body.from),
      until: textIn(body.until),
      detail: notedText(
        body,
        ['from', 'until'].filter((name) => textIn(body[name]) !== ''),
      ),
    })),
};

/** Commands that were not recorded, and why: nobody decides what is not theirs. */
export const refused: TableKind = {
  source: 'events `answered`',
  about: 'commands and closes that counted for nothing, with the reason',
  rows: async ({ register }) =>
    (await allEvents(register, { kinds: ['answered'] })).map(({ sequence, at, stream, actor, body }) => ({
      sequence,
      at,
      record: stream,
      by: actor,
      why: textIn(body.why),
      cause: textIn(body.cause),
    })),
};

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
