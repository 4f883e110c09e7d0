import type { Thread } from './thread.ts';

/** Another record as one names it, with its ticket once it has one. */
export interface RecordLink {
  key: string;
  /** As people call it: `NC-2027-014`. */
  display: string;
  /** Of its ticket: `#231`. */
  number?: string;
  url?: string;
}

/** @returns a task or nonconformity as other records name it. */
export function linkOf({
  terms,
  thread,
}: {
  terms: { key: string; display: string };
  thread: Pick<Thread, 'ref'>;
}): RecordLink {
  const { key, display } = terms;
  return { key, display, ...(thread.ref && { number: thread.ref.number, url: thread.ref.url }) };
}
