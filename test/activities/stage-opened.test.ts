import { expect, it } from '@jest/globals';
import { moveByStage, openedBefore } from '../../activities/steps/stage-opened.ts';
import type { Register, Tx } from '../../register/register.ts';
import type { NewEvent } from '../../rules/event.ts';
import { keyOf } from '../../rules/keys.ts';
import { asOpened, lackingIn } from '../../rules/stages.ts';
import { planned, view } from '../rules/audit/conduct.ts';
import { at, endOf } from '../rules/task/terms.ts';

const late = view({ tasks: [planned()], now: at('05-05 08:00') });
const fieldwork = lackingIn('internal-audit', 'fieldwork', late);

function registerWith(...strays: { key: string; created: string }[]): Register {
  return { strays: async () => strays } as unknown as Register;
}

async function moved(of: typeof late): Promise<NewEvent[]> {
  const appended: NewEvent[] = [];
  const tx = {
    load: async () => ({ state: late.occurrence }),
    append: async (events: NewEvent[]) => void appended.push(...events),
  };
  await moveByStage(tx as unknown as Tx, of);
  return appended;
}

it('a stage whose ticket is there already was opened when that was created', async () => {
  const key = keyOf({ instance: late.version.instance, ...late.occurrence, slot: 'fieldwork' });
  const register = registerWith({ key: 'others', created: at('04-01 10:00') }, { key, created: at('04-07 10:02') });
  const seen = await openedBefore(register, late, fieldwork);
  expect(seen.openedAt).toBe(at('04-07 10:02'));
  expect(lackingIn('internal-audit', 'fieldwork', seen)[0]?.terms).toMatchObject({
    openedLateBy: 0,
    due: endOf('04-16'),
  });
  expect(await openedBefore(registerWith(), late, fieldwork)).toBe(late);
});

it('the ledger hears of dates that were moved, and of no others', async () => {
  const by = Date.parse(at('05-05 08:00')) - Date.parse(at('04-07 10:00'));
  expect(await moved(asOpened('internal-audit', 'fieldwork', late))).toMatchObject([
    { kind: 'delayed', body: { due: endOf('05-14'), hardLimit: endOf('05-28'), by } },
  ]);
  expect(await moved(late)).toEqual([]);
  const duties = late.version.duties.map((d) => ({ ...d, external: true as const }));
  const external = { ...late, version: { ...late.version, duties } };
  expect(await moved(asOpened('internal-audit', 'fieldwork', external))).toEqual([]);
});
