import { ENGINE } from './harness/company.ts';
import { jira } from './harness/places.ts';
import { openingFaults } from './opening-faults.ts';

// A look-up by label names no project.
openingFaults(jira, { kind: 'search-lag', ms: 4_000, login: ENGINE });
