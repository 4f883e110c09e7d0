import { allCases } from './cases/all.ts';
import { postgresEngine } from './engines/postgres.ts';
import { addressCases } from './postgres/address.ts';
import { commandLineCases } from './postgres/command-line.ts';
import { connectionCases } from './postgres/connections.ts';
import { guardCases } from './postgres/guards.ts';
import { movingCases } from './postgres/moving.ts';
import { refusalCases } from './postgres/refusals.ts';

// One file, so that one server does for all.
const engine = postgresEngine();
allCases(engine);
addressCases();
guardCases(engine);
connectionCases(engine);
refusalCases(engine);
commandLineCases(engine);
movingCases(engine);
