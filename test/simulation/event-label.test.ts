import { describe, expect, it } from '@jest/globals';
import { at, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const labelled = isms(`
  incident:
    kind: incident
    title: Incident
    ask: Contain it.
    clause: A.5.26
    process: access
    owner: sam
    ladder: L4
`).replace('sweep: 1 h, ', 'sweep: 1 h, events: { incident: isms-incident, change: isms-change }, ');

describe('a label on any ticket', () => {
  it.each(['github', 'jira'] as const)(
    'of %s tells of an incident, once; one that nothing is owed on tells of nothing',
    async (kind) => {
      const story = await simulate({
        programme: labelled,
        at: kind,
        from: '2027-04-12T08:00',
        until: '2027-04-14T12:00',
        webhooks: false,
        script: [
          at(
            '2027-04-12T09:00',
            sam.opens('mail does not work', 'isms-incident'),
            sam.opens('another desk', 'isms-change'),
          ),
          at('2027-04-13T15:00', sam.says('still not', 'mail does not work')),
        ],
      });
      const [incident, ...others] = story.documented;
      expect(others).toEqual([]);
      expect(incident).toMatchObject({ noun: 'incident', title: { text: 'mail does not work' }, toldBy: 'person:sam' });
      expect(incident && 'at' in incident && incident.at.slice(0, 15)).toBe('2027-04-12T07:0');
      expect(story.tasks.map((t) => t.terms.slot)).toEqual(['respond', 'triage']);
      const triage = story.tickets.find((t) => t.title.endsWith('triage'));
      expect(triage?.body).toMatch(/What happened: `mail does not work` \(.*\)/);
    },
  );
});
