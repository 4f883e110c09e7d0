/** A row of docs/doctor.md. */
export interface Row {
  /** At which levels it is found. */
  levels: ('note' | 'problem')[];
  /** Whether `apply` refuses where it is a problem. */
  stops: boolean;
  /** What it says, `…` for what differs from case to case. */
  says: string[];
  means: string;
  /** What to do. */
  next: string;
}

/** @returns a problem for which `apply` refuses. */
export function obstacle(says: string[], means: string, next: string): Row {
  return { levels: ['problem'], stops: true, says, means, next };
}

/** @returns a problem of the running engine alone. */
export function operational(says: string[], means: string, next: string): Row {
  return { levels: ['problem'], stops: false, says, means, next };
}

/** @returns what people should know. */
export function note(says: string[], means: string, next: string): Row {
  return { levels: ['note'], stops: false, says, means, next };
}
