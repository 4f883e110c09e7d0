import type { Stages } from '../stage.ts';
import { accept, concession } from './accepting.ts';
import { progress } from './progress.ts';
import { implement, plan, residual } from './treating.ts';

/**
 * The treatment of risks (6.1.3, 8.3). By its interval: how far the treatments are. Of one risk: its owner decides how; it is done, and
 * verified by somebody else; the owner rates what is left and accepts it; above the criteria only with management's approval.
 */
export const treatmentStages: Stages = {
  needs: ['risk', 'criteria', 'statement'],
  inTurn: true,
  tasks: { progress, plan, implement, residual, accept, concession },
};
