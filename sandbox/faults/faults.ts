import { seededChance } from './chance.ts';
import { type Circumstances, type Fault, type FaultKind, matches } from './fault.ts';

interface ActiveFault {
  readonly id: number;
  readonly fault: Fault;
  readonly taken: number;
}

export interface Faults {
  /** Starts a fault, returns its id. Throws an Error if `method` or `path` is no regular expression. */
  add(fault: Fault): number;
  /** Ends one fault; false if there is none of that id. */
  lift(id: number): boolean;
  /** Ends all faults. */
  clear(): void;
  /** What is active, and how often each was taken. */
  list(): readonly ActiveFault[];
  /** The first active fault of the kind that fits, counted as taken. */
  take(kind: FaultKind, circumstances: Circumstances): Fault | undefined;
}

/** No faults yet. */
export function createFaults(): Faults {
  let last = 0;
  let active: { id: number; fault: Fault; taken: number; chance: () => number }[] = [];
  return {
    add(fault) {
      matches(fault, { method: '', path: '' });
      active.push({ id: ++last, fault, taken: 0, chance: seededChance(fault.seed ?? 1) });
      return last;
    },
    lift(id) {
      const before = active.length;
      active = active.filter((each) => each.id !== id);
      return active.length < before;
    },
    clear() {
      active = [];
    },
    list: () => active.map(({ id, fault, taken }) => ({ id, fault, taken })),
    take(kind, circumstances) {
      for (const each of active) {
        if (each.fault.kind !== kind || each.taken >= (each.fault.times ?? Number.POSITIVE_INFINITY)) continue;
        if (!matches(each.fault, circumstances)) continue;
        if (each.fault.probability !== undefined && each.chance() >= each.fault.probability) continue;
        each.taken++;
        return each.fault;
      }
      return undefined;
    },
  };
}
