import { drain } from './delivery/deliver.ts';
import type { Dependencies } from './dependencies.ts';
import { round } from './openings/round.ts';
import { conclude, kindOf, stage, stageSingle } from './steps/stage.ts';
import { stageNonconformity } from './steps/stage-nonconformity.ts';
import { step } from './steps/step.ts';
import { sweep } from './sweep.ts';

/** @returns the activities that workflows call: plain functions over the given ports. */
export function createActivities(deps: Dependencies) {
  // Recorded histories hold the names on the left: they never change.
  return {
    step: (key: string) => step(deps, key),
    kindOf: (key: string) => kindOf(deps, key),
    stage: (key: string, name: string) => stage(deps, key, name),
    conclude: (key: string) => conclude(deps, key),
    stageSingle: (key: string) => stageSingle(deps, key),
    stageNonconformity: (key: string) => stageNonconformity(deps, key),
    openDue: () => round(deps),
    sweep: (tracker: string) => sweep(deps, tracker),
    deliver: (tracker: string) => drain(deps, tracker),
  };
}

export type Activities = ReturnType<typeof createActivities>;
