import { statusOf } from '../../activities/status.ts';
import { statusText } from '../../cli/status-text.ts';
import type { Scene } from './scene.ts';

const NAMES: Record<string, string> = {
  sam: 'Sam Okoro',
  mara: 'Mara Lindt',
  priya: 'Priya Nair',
  elena: 'Elena Costa',
};

/** @returns what `dutybound status` prints of a scene. */
export async function statusIn(scene: Scene, all = false): Promise<string> {
  const found = await statusOf(scene.deps.register, scene.now());
  return statusText(found, { nameOf: (id) => NAMES[id] ?? id, running: true, all });
}
