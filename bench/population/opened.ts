import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { Register } from '../../register/register.ts';
import type { Stage } from '../stage.ts';
import type { Population } from './population.ts';

/** Opens a population's register at its own time; it is closed with the stage. */
export async function openedAt(stage: Stage, { path, now }: Population): Promise<Register> {
  const register = await openRegister({ url: `sqlite:${path}`, clock: () => now, projections });
  stage.ending(() => register.close());
  return register;
}
