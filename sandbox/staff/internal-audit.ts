import { draw, drawWhole } from './draw.ts';
import { type Case, says, type Work } from './office.ts';
import { task } from './task.ts';

/** Of so many audits one finds a nonconformity, and one an opportunity for improvement. */
const FINDS = 0.4;
const IMPROVES = 0.2;

/** A stage of an internal audit: the auditor says scope or findings in the ticket's own words, and the rest is work like any other. */
export const internalAudit: Work = (one) => {
  const { doer, paper } = one;
  const spoken = paper.items.filter(({ id }) => id in words);
  const rest = { ...one, paper: { ...paper, items: paper.items.filter(({ id }) => !(id in words)) } };
  return task(rest).map((intention) => ({
    ...intention,
    does() {
      const handsIn = intention.id === 'hand-in' || intention.id.startsWith('again:');
      if (doer && handsIn) for (const { id } of spoken) says(one, doer, words[id]?.(one) ?? '');
      intention.does();
    },
  }));
};

const words: Record<string, (one: Case) => string> = { scope: () => '/scope as proposed', findings };

function findings({ office, ticket, name }: Case): string {
  const share = draw(office.seed, name, 'finding');
  const clause = pick(office.seed, name, /Scope: ([^(\n]+?)(?: \(|\.$|\.\n)/m.exec(ticket.body ?? '')?.[1]);
  const process = pick(office.seed, name, /Processes: ([^\n]+)\./.exec(ticket.body ?? '')?.[1]);
  if (!clause || !process || share >= FINDS + IMPROVES) return '/finding none because all of the sample was in order';
  const grade = share < FINDS ? 'minor' : 'ofi';
  return `/finding ${grade} ${clause} ${process} Two of the sample of ten could not be shown`;
}

/** Of a range its first. */
function pick(seed: number, name: string, list: string | undefined): string | undefined {
  const all = list?.split(',').map((part) => part.trim().replace(/–.*$/, '')) ?? [];
  return all[drawWhole(0, all.length - 1, seed, name, 'pick')];
}
