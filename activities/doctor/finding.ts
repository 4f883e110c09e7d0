import type { Path } from '../../config/tree.ts';

/** What `doctor` found of one thing. */
export interface Finding {
  /** `programme`, a tracker's id, `people`, `clock`, `mail`, `register` … */
  name: string;
  /** `apply` refuses while there is a problem; a note is for people to know. */
  level: 'ok' | 'note' | 'problem';
  /** Where it can be mended: `isms.yaml:31`, or a folder. */
  place?: string;
  found: string;
  fix?: string;
  allowed?: string;
  /** A credential is missing or refused. */
  credentials?: true;
}

/** Where something stands in the programme: `isms.yaml:31`. */
export type Locate = (...path: Path) => string;

/** @returns whether anything stands in the way of `apply`. */
export function problemsIn(findings: Finding[]): Finding[] {
  return findings.filter((f) => f.level === 'problem');
}
