import { openRegister } from '../../register/open.ts';
import { START, tally } from './fixture.ts';

/** A process of its own that rebuilds again and again, until it is killed: `rebuilder.ts URL`. */
const [url = ''] = process.argv.slice(2);
const register = await openRegister({ url, clock: () => START, projections: [tally] });
process.stdout.write('begins\n');
await register.rebuild('person:mara');
process.stdout.write('ends\n');
await register.close();
