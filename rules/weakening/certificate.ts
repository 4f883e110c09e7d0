import type { Certificate } from '../programme.ts';
import { type Difference, difference, weakerIf } from './change.ts';

/**
 * @returns how the certificate changed. Weaker where what its audits are reckoned from goes, or its last day comes earlier: then
 * surveillance, recertification, and the look at the mark are owed no more. A day that the body names for an audit is plain.
 */
export function certificateDifferences(before: Certificate | undefined, after: Certificate | undefined): Difference[] {
  return difference(['certificate'], before, after, weakerIf(before !== undefined && asksLess(before, after)));
}

function asksLess(before: Certificate, after: Certificate | undefined): boolean {
  if (after === undefined || (before.decided !== undefined && after.decided === undefined)) return true;
  return before.expires !== undefined && (after.expires === undefined || after.expires < before.expires);
}
