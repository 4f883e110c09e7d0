import type { GradeClock } from '../rules/programme.ts';
import { CLOCKS, CONTACT_HOURS } from './defaults.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { listed, suggestion } from './near.ts';
import { isTimeOfDay, regionsOf } from './organisation.ts';
import { nominalMs, spanAt } from './span.ts';
import { type Tree, textAt } from './tree.ts';

/** What calendar, contact hours, and clocks say each in two places that must fit. */
export function checkOrganisation(tree: Tree): Fault[] {
  return [
    ...checkRegion(tree),
    ...checkHours(tree),
    ...checkClock(tree, 'minor', CLOCKS.minor),
    ...checkClock(tree, 'major', CLOCKS.major),
  ];
}

function checkRegion(tree: Tree): Fault[] {
  const path = ['calendar', 'region'];
  const region = textAt(tree, ...path);
  const country = textAt(tree, 'calendar', 'country');
  if (region === undefined) return [];
  if (country === undefined)
    return [
      { path, at: 'value', message: 'a region needs its country; add calendar.country', found: shown(region, path) },
    ];
  const regions = regionsOf(country);
  if (regions === undefined || regions.includes(region)) return [];
  const message = `not a region of ${shown(country, path)} with holidays of its own${suggestion(region, regions)}`;
  return [
    {
      path,
      at: 'value',
      message,
      found: shown(region, path),
      allowed: regions.length === 0 ? 'no region here' : listed(regions),
    },
  ];
}

function checkHours(tree: Tree): Fault[] {
  const path = ['contact_hours'];
  const from = textAt(tree, ...path, 'from') ?? CONTACT_HOURS.from;
  const to = textAt(tree, ...path, 'to') ?? CONTACT_HOURS.to;
  if (from < to || !isTimeOfDay(from) || !isTimeOfDay(to)) return [];
  const key = textAt(tree, ...path, 'to') === undefined ? 'from' : 'to';
  return [
    {
      path: [...path, key],
      at: 'value',
      message: '"from" must be earlier than "to"',
      found: `${shown(from, path)} to ${shown(to, path)}`,
    },
  ];
}

function checkClock(tree: Tree, grade: 'minor' | 'major', otherwise: GradeClock): Fault[] {
  const path = ['clocks', grade];
  const plan = spanAt(tree, ...path, 'plan') ?? otherwise.plan;
  const resolve = spanAt(tree, ...path, 'resolve') ?? otherwise.resolve;
  if (nominalMs(plan) <= nominalMs(resolve)) return [];
  const key = textAt(tree, ...path, 'plan') === undefined ? 'resolve' : 'plan';
  const found = shown(textAt(tree, ...path, key), path);
  return [
    {
      path: [...path, key],
      at: 'value',
      message: 'the plan would be due after the resolution',
      found,
      allowed: 'plan no longer than resolve',
    },
  ];
}
