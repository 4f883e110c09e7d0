import type { Block } from './ticket.ts';

/** Rewrites of one ticket, ever, where each mails everybody who watches it (contact rule 4). */
const MOST = { task: 8, nonconformity: 16 } as const;

/** What may still be rewritten of a ticket: `last` says that it is the last time before its end, `none` leaves all but whose it is, when it is due, and whether it is open. */
export type Rewriting = 'whole' | 'last' | 'none';

/** @param before how often it was rewritten. @param ended whether its record has ended: one rewrite is kept for that. */
export function rewritingLeft(table: keyof typeof MOST, before: number, ended: boolean): Rewriting {
  const left = MOST[table] - before - (ended ? 0 : 1);
  if (left <= 0) return 'none';
  return left === 1 && !ended ? 'last' : 'whole';
}

/** @param before the engine's part as it stands. @returns the new one, which says that it will not be kept up; unchanged, it needs no rewrite. */
export function saidToBeLast(block: Block, before: Block | undefined): Block {
  if (JSON.stringify(block) === JSON.stringify(before)) return block;
  return [
    ...block,
    {
      kind: 'small',
      text: [
        'From here on this text stays as it is until the end, for each change mails everybody who watches. The comments say how it stands.',
      ],
    },
  ];
}
