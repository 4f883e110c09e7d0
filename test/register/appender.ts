import { openRegister } from '../../register/open.ts';
import { event, START, tally } from './fixture.ts';

/** A process of its own that reads and appends: `appender.ts URL ACTOR TIMES`. */
const [url = '', actor = '', times = '0'] = process.argv.slice(2);
const register = await openRegister({ url, clock: () => START, projections: [tally] });
for (let n = 0; n < Number(times); n += 1) {
  await register.write(async (tx) => {
    const before = await tx.load('task', 'shared');
    await tx.expect('task/shared', before?.streamVersion ?? 0);
    const said = { ...event('task/shared', { amount: 1, note: { text: `${actor} ${n}` } }), actor: `person:${actor}` };
    await tx.append([said, event(`task/${actor}`)]);
  });
}
await register.close();
