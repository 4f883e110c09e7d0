/** @returns a promise that resolves when this process is told to end, or when the process that started it is gone. */
export function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}

/** Lets go of the channel to the process that started this one: it would keep this one alive. */
export function letGo(): void {
  if (process.connected) process.disconnect();
}
