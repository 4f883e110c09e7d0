import type { z } from 'zod';
import { baseAddress } from './addresses.ts';
import { audit } from './audit.ts';
import { authorities } from './authorities.ts';
import { certificate } from './certificate.ts';
import { clocks } from './clocks.ts';
import { duties } from './duties.ts';
import { field, fields, INSTANCE, line, name, whole } from './fields.ts';
import { ladders } from './ladders.ts';
import { calendar, contactHours, pace, processes, zone } from './organisation.ts';
import { people, roles } from './people.ts';
import { retention } from './retention.ts';
import { riskCriteria } from './risk-criteria.ts';
import { notices, trackers } from './trackers.ts';

/** The keys of `isms.yaml`, each file-wide section in the file of its noun. What one part says of another is checked apart. */
export const schema = fields({
  organisation: line(120),
  instance: field('lower-case letters, digits, and hyphens, at most 24', (text) =>
    INSTANCE.test(text) ? text : undefined,
  ),
  url: baseAddress.exactOptional(),
  zone,
  calendar: calendar.exactOptional(),
  contact_hours: contactHours.exactOptional(),
  pace: pace.exactOptional(),
  open_at_once: whole(1, 1000).exactOptional(),
  chases_a_day: whole(0, 1000).exactOptional(),
  processes,
  people,
  roles,
  trackers,
  management_tracker: name.exactOptional(),
  notices: notices.exactOptional(),
  clocks: clocks.exactOptional(),
  risk_criteria: riskCriteria.exactOptional(),
  ladders: ladders.exactOptional(),
  audit: audit.exactOptional(),
  retention: retention.exactOptional(),
  duties,
  authorities: authorities.exactOptional(),
  certificate: certificate.exactOptional(),
});

export type RawProgramme = z.output<typeof schema>;
