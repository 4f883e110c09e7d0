import { describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../../../rules/event.ts';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import { plain } from '../../../rules/plain.ts';
import { organisation, summer } from './fixture.ts';
import { Story } from './story.ts';

const org = organisation();
const raised = summer('2027-04-06 09:00');
const before = { key: 'nc0', display: 'NC-2026-007', number: '#12', url: 'https://github.com/example/isms/issues/12' };

/** Raised while the register knows a closed one of the same process and clause. */
function resembling(): Story {
  const story = new Story(org, raised);
  const event = { stream: 'nonconformity/nc1', kind: 'similar-found', actor: 'engine', at: raised };
  story.events.push({ ...event, body: { closed: [before] } });
  story.state = story.folded();
  return story;
}

function block(story: Story): string {
  const { block } = draftNonconformity(story.state, org, true);
  return block.map((part) => plain('items' in part ? part.items : [part.text])).join('\n');
}

describe('a nonconformity that resembles a closed one', () => {
  it('asks in its ticket whether it is the same again, and is linked by the word', () => {
    const story = resembling();
    expect(block(story)).toContain(
      'The same again? NC-2026-007 (#12) was about the same, and closed as effective: /recurrence NC-2026-007.',
    );
    story.say('priya', summer('2027-04-07 09:00'), '/recurrence NC-2026-007');
    story.step(summer('2027-04-07 09:01'));
    expect(story.state.recurrenceOf).toEqual(before);
    expect(block(story)).toContain('Recurrence of NC-2026-007 (#12), which was closed as effective.');
    expect(block(story)).not.toContain('The same again?');
  });

  it('can be linked by the lead, and by the ticket’s number', () => {
    const story = resembling();
    story.say('mara', summer('2027-04-07 09:00'), '/recurrence #12');
    story.step(summer('2027-04-07 09:01'));
    expect(story.of('recurrence-stated')[0]).toMatchObject({ actor: 'person:mara', body: { by: 'mara' } });
  });

  it.each([
    ['a stranger', 'nobody', '/recurrence NC-2026-007', 'may'],
    ['an implementer', 'sam', '/recurrence NC-2026-007', 'Priya Nair or Mara Lindt may'],
    ['another one', 'priya', '/recurrence NC-2026-008', 'it can name NC-2026-007'],
    ['none', 'priya', '/recurrence', 'it can name NC-2026-007'],
  ])('is not linked by or to %s', (_, who, text, reply) => {
    const story = resembling();
    story.say(who, summer('2027-04-07 09:00'), text);
    story.step(summer('2027-04-07 09:01'));
    expect(story.state.recurrenceOf).toBeUndefined();
    expect(story.said().join()).toContain(reply);
  });

  it('is linked once', () => {
    const story = resembling();
    story.say('priya', summer('2027-04-07 09:00'), '/recurrence NC-2026-007');
    story.say('mara', summer('2027-04-07 09:01'), '/recurrence NC-2026-007');
    story.step(summer('2027-04-07 09:02'));
    expect(story.of('recurrence-stated')).toHaveLength(1);
    expect(story.said().join()).toContain('it is linked to NC-2026-007 already');
  });

  it('that resembles none says so', () => {
    const story = new Story(org, raised);
    story.say('priya', summer('2027-04-07 09:00'), '/recurrence NC-2026-007');
    story.step(summer('2027-04-07 09:01'));
    expect(story.said().join()).toContain('no closed nonconformity resembles this one');
  });
});

it('a nonconformity raised as a recurrence is linked from its beginning', () => {
  const story = new Story(org, raised, { recurrenceOf: before });
  expect(story.state.recurrenceOf).toEqual(before);
  expect(block(story)).toContain('Recurrence of NC-2026-007 (#12)');
});

it('a closed nonconformity that happened again is annotated, and stays as it was', () => {
  const story = new Story(org, raised);
  const at = { stream: 'nonconformity/nc1', actor: 'engine' };
  const closed: NewEvent = { ...at, kind: 'closed', at: summer('2027-08-01 09:00'), body: {} };
  const body = { key: 'nc2', display: 'NC-2028-001' };
  const recurred: NewEvent = { ...at, kind: 'recurred', at: summer('2028-05-01 09:00'), body };
  const before = evolveNonconformity(story.state, closed);
  const after = evolveNonconformity(before, recurred);
  expect(after).toEqual({ ...before, recurrences: [{ ...body, at: recurred.at }] });
});
