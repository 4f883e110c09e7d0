import type { Block } from './ticket.ts';

/** Rewrites of one ticket's text, where each mails everybody who watches it (contact rule 4). */
const MOST = { task: 8, nonconformity: 16 } as const;
/** More for each time that an ended task is taken up again: that it is open, and how it ends then. */
const REVIVED = 2;

/** Whether a ticket's text may still be rewritten: `last` for the last time before its end, `none` until then. */
export type Rewriting = 'free' | 'last' | 'none';

/** How a ticket's text was rewritten so far, and whether its record has ended: one rewrite is kept for that. */
export interface Rewritten {
  times: number;
  ended: boolean;
  revivals?: number;
}

/** @returns what is left. */
export function rewritingLeft(table: keyof typeof MOST, { times, ended, revivals = 0 }: Rewritten): Rewriting {
  const left = MOST[table] + REVIVED * revivals - times - (ended ? 0 : 1);
  if (left <= 0) return 'none';
  return left === 1 && !ended ? 'last' : 'free';
}

/** @returns the engine's part, which says that it will not be kept up. */
export function saidToBeLast(block: Block): Block {
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
