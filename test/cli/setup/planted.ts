import type { What } from '../../../activities/doctor/finding.ts';
import type { Ground } from './ground.ts';

/** Something planted into a ground in order, and what `doctor` is to say of it. */
export interface Planted {
  /** What is planted, in the words of who did it. */
  title: string;
  what: What;
  level: 'note' | 'problem';
  /** Whether `apply` goes ahead. */
  applies: boolean;
  /** Makes what the case rests on; without it the ground is as `init` made it. All is in order then. */
  before?: (ground: Ground) => Promise<void>;
  plant: (ground: Ground) => unknown;
  /** Options that doctor is given, once it is planted. */
  args?: (ground: Ground) => string[];
  name: string;
  /** Text that must stand in each; a place that is a line of the programme names what stands in it. */
  place: (ground: Ground) => string;
  found: string | RegExp;
  fix?: string | RegExp;
  allowed?: string | RegExp;
  /** Exit code; default 1 for a problem, 0 for a note. */
  code?: number;
}

/** @returns the line of the programme in which a text begins, as findings name it. */
export function lineOf(text: string): (ground: Ground) => string {
  return ({ here }) => {
    const whole = here.read('isms.yaml');
    const at = whole.indexOf(text);
    if (at < 0) throw new Error(`${text} is not in the programme`);
    return `isms.yaml:${whole.slice(0, at).split('\n').length}`;
  };
}
