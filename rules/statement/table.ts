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
      approved_by: approved?.by,
      approved: approved?.at,
    })),
  );
}

/** @returns a line for each control as it stood in a version, and since which version it has stood so (Q6). */
export function standingRows(statement: Statement, version: number) {
  const controls = controlsOf(statement, version);
  return inOrder(Object.keys(controls)).map((control) => {
    const since = statement.versions.findLast((v) => v.version <= version && v.changed[control]);
    return {
      control,
      ...said(controls[control]),
      since_version: since?.version ?? 0,
      since: since?.at ?? '',
      by: since?.by ?? '',
      approved_by: since?.approved?.by ?? '',
    };
  });
}

/** @returns a line for each control that differs between two versions; version 0 is the empty one before the first (Q6). */
export function differenceRows(statement: Statement, from: number, to: number) {
  const [before, after] = [controlsOf(statement, from), controlsOf(statement, to)];
  return inOrder(new Set([...Object.keys(before), ...Object.keys(after)])).flatMap((control) => {
    const [was, is] = [said(before[control]), said(after[control])];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const { included, reason, status } = is;
    return [
      {
        control,
        included_before: was.included,
        included,
        status_before: was.status,
        status,
        reason_before: was.reason,
        reason,
      },
    ];
  });
}

function said(applied: Applied | undefined) {
  return { included: applied?.included ?? '', reason: textOf(applied?.reason), status: applied?.status ?? '' };
}
