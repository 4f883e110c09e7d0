import { allEvents } from '../../register/events.ts';
import { allPages, type Row } from '../../register/records.ts';
import type { Reads } from '../../register/register.ts';
import { byAccount, byPerson } from '../../rules/actor.ts';
import { nonconformityStream } from '../../rules/nonconformity/state.ts';
import { taskStream } from '../../rules/task/state.ts';
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

/** Commands that were not recorded, and why: nobody decides what is not theirs. Asking for help is none. */
export const refused: TableKind = {
  source: 'events `answered`, without what asked for help',
  about: 'commands and closes that counted for nothing, with who wrote them and the reason',
  rows: async ({ register }) => {
    const records = await recordsByStream(register);
    const answered = await allEvents(register, { kinds: ['answered'] });
    return answered
      .filter(({ body }) => body.why !== 'help')
      .map(({ sequence, at, stream, actor, body }) => ({
        sequence,
        at,
        record: records.get(stream)?.display ?? '',
        stream,
        by: writerIn(body, records.get(stream)?.tracker ?? '') ?? actor,
        why: textIn(body.why),
        cause: textIn(body.cause),
      }));
  },
};

/** Of what was written before answers named it, the event's actor is all that is known. */
function writerIn({ by, account }: Record<string, unknown>, tracker: string): string | undefined {
  if (textIn(by) !== '') return byPerson(textIn(by));
  return textIn(account) === '' ? undefined : byAccount(tracker, textIn(account));
}

/** @returns what records with a ticket are called, and where that is, by their streams. */
async function recordsByStream(register: Reads): Promise<Map<string, { display: string; tracker: string }>> {
  const tasks = await allPages((page) => register.rows('task', {}, page));
  const raised = await allPages((page) => register.rows('nonconformity', {}, page));
  const named = ({ display, tracker }: Row['columns']) => ({ display: String(display), tracker: String(tracker) });
  return new Map([
    ...tasks.map(({ key, columns }) => [taskStream(key), named(columns)] as const),
    ...raised.map(({ key, columns }) => [nonconformityStream(key), named(columns)] as const),
  ]);
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
