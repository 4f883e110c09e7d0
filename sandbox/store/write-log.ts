export type WriteKind =
  | 'create'
  | 'edit'
  | 'state'
  | 'comment'
  | 'reaction'
  | 'label'
  | 'assignee'
  | 'milestone'
  | 'parent'
  | 'hook'
  | 'file'
  | 'property'
  | 'delete';

/** One write that took effect. `at` is epoch ms; `answered` is false where the caller never heard of it. */
interface Write {
  readonly at: number;
  readonly login: string;
  readonly method: string;
  readonly path: string;
  readonly repo: string | null;
  readonly number?: number;
  readonly kind: WriteKind;
  readonly status: number;
  readonly answered: boolean;
}

interface CallCount {
  readonly method: string;
  readonly route: string;
  readonly count: number;
}

export interface WriteLog {
  /** Every write that took effect, oldest first, also where the answer was lost. */
  writes(): readonly Write[];
  /** How often each route was called through the API, whatever came of it. */
  calls(): readonly CallCount[];
  /** Forgets writes and counts. */
  reset(): void;
  /** Adds a write. */
  add(write: Write): void;
  /** Counts a call. */
  count(method: string, route: string): void;
}

const kept = 100_000;

/** An empty log; it keeps the last 100,000 writes. */
export function createWriteLog(): WriteLog {
  const writes: Write[] = [];
  const counts = new Map<string, number>();
  return {
    writes: () => [...writes],
    calls: () =>
      [...counts].map(([key, count]) => {
        const [method = '', route = ''] = key.split(' ');
        return { method, route, count };
      }),
    reset() {
      writes.length = 0;
      counts.clear();
    },
    add: (write) => void (writes.push(write) > kept && writes.shift()),
    count: (method, route) => void counts.set(`${method} ${route}`, (counts.get(`${method} ${route}`) ?? 0) + 1),
  };
}
