import type { Rung } from '../rules/programme.ts';
import type { Span } from '../rules/time.ts';
import { shown } from './found.ts';
import { rungId } from './ladders.ts';
import type { Fault } from './mistake.ts';
import { nominalMs, spanAt } from './span.ts';
import { branch, keysAt, type Path, type Tree, textAt } from './tree.ts';

/** What the rungs of each ladder say of its lead, its hard limit, and each other. */
export function checkLadders(tree: Tree): Fault[] {
  return keysAt(tree, 'ladders').flatMap((ladder) => checkLadder(tree, ['ladders', ladder]));
}

function checkLadder(tree: Tree, ladder: Path): Fault[] {
  const lead = spanAt(tree, ...ladder, 'lead');
  const rungs = branch(tree, ...ladder, 'rungs');
  const seen = new Set<string>();
  if (!Array.isArray(rungs)) return [];
  return rungs.flatMap((_, n): Fault[] => {
    const path: Path = [...ladder, 'rungs', n, 'at'];
    const at = spanAt(tree, ...path);
    if (at === undefined) return [];
    const from: Rung['from'] = textAt(tree, ...ladder, 'rungs', n, 'from') === 'hard-limit' ? 'hard-limit' : 'due';
    const twice = seen.has(rungId(at, from));
    seen.add(rungId(at, from));
    return [...(twice ? [sameRung(tree, path)] : []), ...checkRung(tree, ladder, path, { at, from, lead })];
  });
}

function sameRung(tree: Tree, path: Path): Fault {
  const message = 'two rungs stand at the same time; make them one, its "to" a list';
  return { path, at: 'value', message, found: shown(textAt(tree, ...path), path) };
}

function checkRung(
  tree: Tree,
  ladder: Path,
  path: Path,
  rung: { at: Span; from: Rung['from']; lead: Span | undefined },
): Fault[] {
  const { at, from, lead } = rung;
  const found = shown(textAt(tree, ...path), path);
  if (from === 'hard-limit' && branch(tree, ...ladder, 'hard_limit') === undefined) {
    return [
      {
        path: [...path.slice(0, -1), 'from'],
        at: 'value',
        message: 'this ladder has no hard_limit; add one',
        found: '"hard-limit"',
        allowed: 'due',
      },
    ];
  }
  if (from !== 'due' || lead === undefined || at.n >= 0 || -nominalMs(at) <= nominalMs(lead)) return [];
  const allowed = `at most ${textAt(tree, ...ladder, 'lead')} before`;
  return [
    {
      path,
      at: 'value',
      message: 'this rung lies before the ticket opens; make the lead longer or the rung later',
      found,
      allowed,
    },
  ];
}
