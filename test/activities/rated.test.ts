import { expect, it } from '@jest/globals';
import { wakeAccepting } from '../../activities/steps/rated.ts';
import type { Tx } from '../../register/register.ts';
import { at } from '../rules/task/terms.ts';

const now = at('04-12 10:00');
const about = (key: string, risk: string) => ({ key, state: { terms: { risks: { risk: { id: risk } } } } });
const open: Record<string, object[]> = {
  'risk-acceptance': [about('k1', 'R-1'), about('k2', 'R-2')],
  'risk-concession': [about('k3', 'R-1')],
};
const event = (kind: string, risk: string) => ({
  ...{ stream: `documented/risk/${risk}`, kind, actor: 'person:sam', at: now, body: {} },
});

async function woken(...events: ReturnType<typeof event>[]): Promise<string[]> {
  const hints: string[] = [];
  const tx = {
    loadRows: async (_: string, { kind, ended }: { kind: string; ended: number }) => (ended === 0 ? open[kind] : []),
    hint: async (table: string, key: string, { wake_at }: { wake_at: string }) => {
      hints.push(`${table} ${key} ${wake_at === now}`);
    },
  } as unknown as Tx;
  const names = await wakeAccepting(tx, events, now);
  expect(names.map(({ table, key }) => `${table} ${key} true`)).toEqual(hints);
  return hints;
}

it('a rating wakes what asks for the acceptance of that risk, and nothing else does', async () => {
  expect(await woken(event('rated', 'R-1'))).toEqual(['task k1 true', 'task k3 true']);
  expect(await woken(event('residual-rated', 'R-2'))).toEqual(['task k2 true']);
  expect(await woken(event('treatment-decided', 'R-1'), event('rated', 'R-9'))).toEqual([]);
});
