import { answer } from './figures/answer.ts';
import { append } from './figures/append.ts';
import { heal } from './figures/heal.ts';
import { log } from './figures/log.ts';
import { memory } from './figures/memory.ts';
import { openRate } from './figures/open-rate.ts';
import { page } from './figures/page.ts';
import { resume } from './figures/resume.ts';
import { taskLife, taskLifeAtJira } from './figures/task-life.ts';
import { tick } from './figures/tick.ts';
import { webhookAck } from './figures/webhook-ack.ts';
import type { Measurement } from './stage.ts';

/** Everything that is measured, in the order of the table. */
export const measurements: readonly Measurement[] = [
  openRate,
  answer,
  webhookAck,
  taskLife,
  taskLifeAtJira,
  append,
  log,
  resume,
  page,
  tick,
  memory,
  heal,
];

/** @returns what `--only` takes. */
export function figureNames(): string[] {
  return measurements.flatMap(({ names }) => names);
}
