import { textOf } from '../event.ts';
import { inOrder } from './controls.ts';
import { type Applied, controlsOf, type Statement, type StatementVersion } from './state.ts';

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

/** @returns a line for each control as it stands in a statement, since which version it has stood so, and who approved that when (Q6). */
export function standingRows(statement: Statement) {
  const controls = controlsOf(statement);
  return inOrder(Object.keys(controls)).map((control) => {
    const since = lastChangeOf(statement, control);
    return {
      control,
      ...said(controls[control]),
      since_version: since?.version ?? 0,
      since: since?.at ?? '',
      by: since?.by ?? '',
      ...approvalOf(since),
    };
  });
}

/** @returns a line for each control that differs between two states of a statement, with the approval of how it stands in the later one (Q6). */
export function differenceRows(earlier: Statement, later: Statement) {
  const [before, after] = [controlsOf(earlier), controlsOf(later)];
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
        ...approvalOf(lastChangeOf(later, control)),
      },
    ];
  });
}

function lastChangeOf({ versions }: Statement, control: string): StatementVersion | undefined {
  return versions.findLast((v) => v.changed[control]);
}

function approvalOf(version: StatementVersion | undefined) {
  return { approved_by: version?.approved?.by ?? '', approved: version?.approved?.at ?? '' };
}

function said(applied: Applied | undefined) {
  return { included: applied?.included ?? '', reason: textOf(applied?.reason), status: applied?.status ?? '' };
}
