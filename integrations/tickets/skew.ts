/**
 * @param date what a tracker's clock showed when it answered, in whole seconds. @param asked @param answered our clock, before and after. All epoch ms.
 * @returns by how many ms the tracker's clock is ahead of ours for certain, negative where it is behind; a call that took long says less.
 */
export function skewOf(date: number, asked: number, answered: number): number {
  const second = (at: number) => Math.floor(at / 1000) * 1000;
  if (date < second(asked)) return date - second(asked);
  return Math.max(0, date - second(answered));
}
