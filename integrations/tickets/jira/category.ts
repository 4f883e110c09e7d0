import type { Category } from '../../../rules/ticket.ts';
import type { JiraOptions } from './options.ts';

/** A status and a resolution at some moment. */
export interface Standing {
  status: string;
  /** The status's category as Jira calls it: `new`, `indeterminate`, `done`; never its name, which is translated. */
  category: string | undefined;
  resolution: string | undefined;
}

type Terms = Pick<JiraOptions, 'status' | 'resolution'>;

/** @returns how an issue stands, by configured ids first, then by the status's category; dropped only where ids tell it. */
export function categoryOf({ status, resolution }: Terms, standing: Standing): Category {
  if (standing.status === status.open) return 'open';
  if (standing.status === status.dropped) return isSame(status.done, status.dropped) ? byResolution() : 'dropped';
  if (standing.status === status.done) return byResolution();
  return standing.category === 'done' ? byResolution() : 'open';

  function byResolution(): Category {
    return resolution.dropped !== undefined && standing.resolution === resolution.dropped ? 'dropped' : 'done';
  }
}

/** Whether this site tells dropped from done at all. */
export function tellsDropped({ status, resolution }: Terms): boolean {
  return resolution.dropped !== undefined || (status.dropped !== undefined && status.dropped !== status.done);
}

/** @returns the category that can be shown where `wanted` is wanted. */
export function shown(terms: Terms, wanted: Category): Category {
  return wanted === 'dropped' && !tellsDropped(terms) ? 'done' : wanted;
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b;
}
