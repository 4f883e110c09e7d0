import { textOf } from '../event.ts';
import { inOrder } from './controls.ts';
import { type Applied, controlsOf, type Statement } from './state.ts';

/** @returns a line for each control that a version changed, oldest first: the last line of a control is how it stands (Q6). */
export function statementRows({ versions }: Statement) {
  return versions.flatMap(({ version, at, by, because, changed, approved }) =>
    inOrder(Object.keys(changed)).map((control) => ({
      control,
      version,
      at,
      by,
      included: changed[control]?.included,
      reason: textOf(changed[control]?.reason),
      status: changed[control]?.status,
      because: textOf(because),
      approvedBy: approved?.by,
      approvedAt: approved?.at,
    })),
  );
}

/** A control that stands otherwise in one version than in another. */
export interface ControlDifference {
  control: string;
  before?: Applied;
  after?: Applied;
}

/** @returns what differs between two versions of the statement, by control; version 0 is the empty one before the first (Q6). */
export function differenceBetween(statement: Statement, from: number, to: number): ControlDifference[] {
  const [before, after] = [controlsOf(statement, from), controlsOf(statement, to)];
  return inOrder(new Set([...Object.keys(before), ...Object.keys(after)])).flatMap((control) => {
    const [was, is] = [before[control], after[control]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ control, ...(was && { before: was }), ...(is && { after: is }) }];
  });
}
