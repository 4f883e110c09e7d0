import { describe, expect, it } from '@jest/globals';
import { parseCommands } from '../../../../rules/commands.ts';
import { people } from '../../../contract/bench.ts';
import { wholeOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import { openSite, type Site } from './site.ts';

const bytes = Buffer.from('a,b');

async function opened() {
  const site = await openSite();
  const { ref } = await site.tickets.ensure(draftOf());
  const said = async () =>
    wholeOf(await site.tickets.read(ref)).comments.map(({ text, attachments }) => [
      text,
      attachments.map(({ name }) => name),
    ]);
  return { site, ref, said };
}

const wait = (site: Site) => {
  site.clock.at += 1000;
};

describe('a file attached to an issue', () => {
  it('belongs to the comment that shows it, also where two have one name', async () => {
    const { site, ref, said } = await opened();
    const { act } = site.sandbox;
    act.attach(people.sam, ...site.place(ref), 'export.csv', bytes, 'First');
    wait(site);
    act.attach(people.sam, ...site.place(ref), 'export.csv', Buffer.from('c'), 'Second');
    const urls = wholeOf(await site.tickets.read(ref)).comments.map(({ attachments }) => attachments[0]?.url ?? '');
    expect(new Set(urls).size).toBe(2);
    expect(await said()).toEqual([
      [`First\n${urls[0]}`, ['export.csv']],
      [`Second\n${urls[1]}`, ['export.csv']],
    ]);
    expect((await site.tickets.attachment(ref, urls[1] ?? ''))?.bytes.toString()).toBe('c');
  });

  it('belongs to the nearest comment of its author that names it', async () => {
    const { site, ref, said } = await opened();
    const { act } = site.sandbox;
    act.comment(people.sam, ...site.place(ref), 'export.csv follows');
    wait(site);
    act.comment(people.mara, ...site.place(ref), 'where is export.csv?');
    wait(site);
    act.comment(people.sam, ...site.place(ref), 'export.csv is there now');
    wait(site);
    act.attach(people.sam, ...site.place(ref), 'export.csv', bytes);
    expect(await said()).toEqual([
      ['export.csv follows', []],
      ['where is export.csv?', []],
      ['export.csv is there now', ['export.csv']],
    ]);
  });

  it('stands by itself where nobody names it, in its place among what was said', async () => {
    const { site, ref, said } = await opened();
    const { act } = site.sandbox;
    act.attach(people.sam, ...site.place(ref), 'export.csv', bytes);
    wait(site);
    act.comment(people.mara, ...site.place(ref), 'thank you for export.csv');
    expect(await said()).toEqual([
      ['', ['export.csv']],
      ['thank you for export.csv', []],
    ]);
    const { comments } = wholeOf(await site.tickets.read(ref));
    expect(comments[0]).toMatchObject({
      id: expect.stringMatching(/^file-\d+$/),
      author: { id: people.sam },
      edited: false,
    });
  });

  it('is what the word evidence needs, in the same comment', async () => {
    const { site, ref } = await opened();
    site.sandbox.act.attach(people.sam, ...site.place(ref), 'users.csv', bytes, '!evidence export');
    const [comment] = wholeOf(await site.tickets.read(ref)).comments;
    expect(parseCommands(comment?.text ?? '')).toMatchObject([
      { command: { verb: 'evidence', links: [comment?.attachments[0]?.url] } },
    ]);
  });

  it('has its own name where a comment links it', async () => {
    const { site, ref } = await opened();
    const { files } = site.sandbox.act.attach(people.sam, ...site.place(ref), 'export.csv', bytes);
    site.sandbox.act.comment(people.sam, ...site.place(ref), `!evidence export ${files[0]}`);
    const { comments } = wholeOf(await site.tickets.read(ref));
    expect(comments.map(({ text, attachments }) => [text, attachments])).toEqual([
      [`!evidence export ${files[0]}`, [{ id: expect.any(String), name: 'export.csv', url: files[0] }]],
    ]);
  });
});
