import type { Value } from '../../config/edit/value.ts';
import type { Demand } from '../../integrations/tickets/jira/directory/demand.ts';
import { Refusal } from '../terminal.ts';
import { type Asking, answered, canAsk } from './asking.ts';
import type { Pairs } from './options.ts';

/**
 * @param given by the field's id or name; those that no screen demands are kept as they were given, for a transition may.
 * @param standing what the programme says already.
 * @returns a value for each field that is demanded.
 */
export async function filledFields(
  asking: Asking,
  demands: Demand[],
  given: Pairs,
  standing: (id: string) => string | undefined,
): Promise<{ [id: string]: Value }> {
  const fields: { [id: string]: Value } = {};
  const left = { ...given };
  for (const demand of demands) {
    const [named] = Object.keys(left).filter((key) => [demand.id, demand.name].includes(key));
    fields[demand.id] = await value(asking, demand, named === undefined ? undefined : left[named], standing(demand.id));
    if (named !== undefined) delete left[named];
  }
  for (const [id, text] of Object.entries(left)) {
    if (!/^[A-Za-z][\w.-]*$/.test(id))
      throw new Refusal(
        `--field ${id}: found no such field; allowed: ${demands.map((each) => each.id).join(', ') || 'none'}`,
      );
    fields[id] = text;
  }
  return fields;
}

async function value(
  asking: Asking,
  demand: Demand,
  given: string | undefined,
  standing: string | undefined,
): Promise<Value> {
  const { id, name, allowed } = demand;
  if (given === undefined && canAsk(asking)) asking.terminal.err(`Each ticket needs "${name}": ${allowed}`);
  return answered(asking, {
    flag: `--field ${id}=VALUE`,
    text: `"${name}"`,
    given,
    allowed,
    proposal: standing,
    read(text) {
      const found = demand.read(text);
      if ('wrong' in found) return undefined;
      return typeof found.value === 'string' ? found.value : { ...found.value };
    },
  });
}
