import type { Stages, StageView } from '../stage.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import { dated } from './inputs/telling.ts';
import { INPUTS, PRESENT, TOPICS, type Topic } from './topics.ts';

/** `meeting`: the pack, what is considered and decided, and the signature, in one ticket (9.3). */
export const managementReviewStages: Stages = { needs: [], tasks: { meeting } };

function meeting(view: StageView): TaskDraft[] {
  const { pack, org } = view;
  if (!pack) throw new Error(`The management review ${view.key} is drafted without its pack.`);
  const draft = draftWork(view);
  const { terms } = draft;
  const { sequence, head, kept, since } = pack;
  const inputs = INPUTS.map((input) => topic(input, `${TOPICS[input]}: ${pack.sections[input].line}`));
  const made = `The register says below what happened since ${dated({ org, now: pack.made }, since)}: event ${sequence}, ${head.slice(0, 12)}. The whole pack is kept as evidence.`;
  return [
    {
      ...draft,
      terms: {
        ...terms,
        slot: 'meeting',
        verifier: 'role:top',
        selfVerification: false,
        instructions: [{ text: made }, ...terms.instructions],
        evidence: [
          ...inputs,
          topic('i', `${TOPICS.i}; or “none, because …”`),
          topic('m', `${TOPICS.m}; or “none, because …”`),
          { ...given(PRESENT, 'who was there'), word: 'present' },
          ...terms.evidence,
        ],
        pack: { sequence, head, kept },
      },
    },
  ];
}

function topic(id: Topic, text: string): Item {
  return { ...given(id, text), word: 'decide', several: true };
}

function given(id: string, text: string): Item {
  return { id, text: { text }, file: false, kept: false };
}
