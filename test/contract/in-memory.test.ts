import { type Bench, people } from './bench.ts';
import { createInMemoryTickets } from './in-memory-tickets.ts';
import { describeTickets } from './suite.ts';

async function inMemoryBench(): Promise<Bench> {
  const clock = { at: Date.parse('2027-04-12T07:00:00Z') };
  const memory = createInMemoryTickets({
    now: () => clock.at,
    engine: people.engine,
    staff: [people.sam, people.mara],
  });
  return {
    ...memory,
    engine: people.engine,
    webhook: async (ref, login, label) => memory.webhook(ref, login, label),
    now: () => new Date(clock.at).toISOString(),
    async pass(ms) {
      clock.at += ms;
    },
    close: async () => undefined,
  };
}

describeTickets('the fake in memory', inMemoryBench, ['demands']);
