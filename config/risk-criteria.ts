import type { z } from 'zod';
import type { RiskCriteria, Scale } from '../rules/risk/criteria.ts';
import { fields, line, list, whole } from './fields.ts';
import type { Fault } from './mistake.ts';
import { keysAt, type Tree, textAt, textsAt } from './tree.ts';

const names = list(line(40), 'a list of names, the lowest first');

/** By which risks are rated and retained (6.1.2 a). What its parts say of each other is checked afterwards. */
export const riskCriteria = fields({
  consequence: whole(2, 10),
  likelihood: whole(2, 10),
  acceptable: whole(1, 100),
  consequence_names: names.exactOptional(),
  likelihood_names: names.exactOptional(),
});

/** @returns the criteria, undefined where the programme has none. */
export function riskCriteriaOf(raw: z.output<typeof riskCriteria> | undefined): { riskCriteria?: RiskCriteria } {
  if (!raw) return {};
  const { consequence, likelihood, acceptable, consequence_names, likelihood_names } = raw;
  return {
    riskCriteria: {
      consequence: scaleOf(consequence, consequence_names),
      likelihood: scaleOf(likelihood, likelihood_names),
      acceptable,
    },
  };
}

function scaleOf(steps: number, names: string[] | undefined): Scale {
  return { steps, ...(names && { names }) };
}

/** Each step has a name or none has; some level is above what may be retained; risks are rated by something, and treated. */
export function checkRisks(tree: Tree): Fault[] {
  return [...checkScales(tree), ...checkLimit(tree), ...checkKinds(tree)];
}

function checkScales(tree: Tree): Fault[] {
  return ['consequence', 'likelihood'].flatMap((scale) => {
    const named = textsAt(tree, 'risk_criteria', `${scale}_names`).length;
    const steps = Number(textAt(tree, 'risk_criteria', scale));
    if (named === 0 || Number.isNaN(steps) || named === steps) return [];
    const path = ['risk_criteria', `${scale}_names`];
    return [
      { path, at: 'key' as const, message: 'each step has a name', found: `${named} names`, allowed: `${steps}` },
    ];
  });
}

function checkLimit(tree: Tree): Fault[] {
  const [consequence, likelihood, acceptable] = ['consequence', 'likelihood', 'acceptable'].map((key) =>
    Number(textAt(tree, 'risk_criteria', key)),
  );
  const highest = (consequence ?? 0) * (likelihood ?? 0);
  if (!highest || !acceptable || acceptable < highest) return [];
  const path = ['risk_criteria', 'acceptable'];
  const message = 'every risk could be retained: the highest level must be above this';
  return [{ path, at: 'value', message, found: `${acceptable}`, allowed: `less than ${highest}` }];
}

function checkKinds(tree: Tree): Fault[] {
  const duties = keysAt(tree, 'duties').map((id) => ({ id, kind: textAt(tree, 'duties', id, 'kind') ?? '' }));
  const about = duties.filter(({ kind }) => kind.startsWith('risk-'));
  const [first] = about;
  if (!first) return [];
  const path = ['duties', first.id, 'kind'];
  const allowed = 'risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }';
  const without: Fault[] =
    keysAt(tree, 'risk_criteria').length > 0
      ? []
      : [
          {
            path,
            at: 'value',
            message: 'risks need criteria; add risk_criteria at the top',
            found: first.kind,
            allowed,
          },
        ];
  const pair = ['risk-assessment', 'risk-treatment'].filter((kind) => !about.some((d) => d.kind === kind));
  const alone = pair.map(
    (kind): Fault => ({
      path,
      at: 'value',
      message: `add a duty of kind ${kind}: each starts the other`,
      found: first.kind,
    }),
  );
  return [...without, ...alone];
}
