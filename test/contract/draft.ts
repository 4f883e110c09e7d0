import type { Draft } from '../../rules/ticket.ts';
import { people } from './bench.ts';

let last = 0;

/** @returns a draft with a key of its own; `changes` on top. */
export function draftOf(changes: Partial<Draft> = {}): Draft {
  last += 1;
  return {
    key: `k${last}-${process.pid}`,
    display: `AR-${last}`,
    title: `Access review: production, part ${last}`,
    block: [
      { kind: 'paragraph', text: [{ strong: 'Check who can reach production. Due Fri 16 Apr 2027.' }] },
      { kind: 'steps', items: [['Export users and roles.'], ['Remove what must go.']] },
      {
        kind: 'bullets',
        items: [
          ['○ ', { strong: 'export' }, ': users and roles'],
          ['○ ', { strong: 'removals' }, ': proof'],
        ],
      },
      {
        kind: 'lines',
        items: [['Sam Okoro does it'], ['Need longer? Comment ', { command: 'extend 2027-04-23 because …' }, '.']],
      },
      { kind: 'small', text: ['Why: ISO/IEC 27001 A.5.18'] },
    ],
    labels: ['isms', 'isms/review'],
    assignee: people.sam,
    category: 'open',
    heard: [],
    ...changes,
  };
}

/** @returns the same draft one step later: its first item is in. */
export function progressed(draft: Draft): Draft {
  const block = draft.block.map((part) =>
    part.kind === 'bullets'
      ? { ...part, items: [['✓ ', { strong: 'export' }, ': users.csv'], ...part.items.slice(1)] }
      : part,
  );
  return { ...draft, block, lastWritten: draft.block };
}
