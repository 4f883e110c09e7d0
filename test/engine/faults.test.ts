import { github } from './harness/places.ts';
import { openingFaults } from './opening-faults.ts';

openingFaults(github, { kind: 'list-lag', ms: 4_000 });
