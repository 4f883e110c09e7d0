import type { z } from 'zod';
import { isLocalDate } from '../rules/calendar/local-day.ts';
import type { Certificate } from '../rules/programme.ts';
import { date, fields, line, list } from './fields.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { branch, isMap, type Path, type Tree, textAt } from './tree.ts';

/** The certification body and its dates. What they say of each other is checked afterwards. */
export const certificate = fields({
  body: line(120),
  stage1: date.exactOptional(),
  stage2: date.exactOptional(),
  decided: date.exactOptional(),
  expires: date.exactOptional(),
  surveillance: list(date, 'a list of dates').exactOptional(),
});

/** @returns the certificate with its dates in order. */
export function certificateOf({ surveillance = [], ...raw }: z.output<typeof certificate>): Certificate {
  return { ...raw, surveillance: surveillance.toSorted() };
}

/** Either the audits that lead to a certificate, or its first and last day. */
export function checkCertificate(tree: Tree): Fault[] {
  const at = (key: string): Path => ['certificate', key];
  if (!isMap(tree, 'certificate')) return [];
  const said = (key: string) => branch(tree, ...at(key)) !== undefined;
  if (!said('decided') && !said('stage1') && !said('stage2'))
    return [
      {
        path: at('decided'),
        at: 'key',
        message: 'is missing',
        allowed: 'a date; before there is one, stage1 and stage2',
      },
    ];
  return [
    ...alone(said('decided'), said('expires'), at('expires'), 'the last day of the certificate'),
    ...alone(said('expires'), said('decided'), at('decided'), 'the day of the decision'),
    ...inOrder(tree, 'stage1', 'stage2'),
    ...inOrder(tree, 'stage2', 'decided'),
    ...inOrder(tree, 'decided', 'expires'),
  ];
}

function alone(one: boolean, other: boolean, path: Path, allowed: string): Fault[] {
  return one && !other ? [{ path, at: 'key', message: 'is missing', allowed }] : [];
}

function inOrder(tree: Tree, before: string, after: string): Fault[] {
  const path: Path = ['certificate', after];
  const [first, then] = [textAt(tree, 'certificate', before), textAt(tree, ...path)];
  if (first === undefined || then === undefined || !isLocalDate(first) || then > first) return [];
  return [
    {
      path,
      at: 'value',
      message: `must be later than "${before}"`,
      found: shown(then, path),
      allowed: `later than ${first}`,
    },
  ];
}
