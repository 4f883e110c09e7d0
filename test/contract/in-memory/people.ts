import type { TicketRef } from '../../../rules/ticket.ts';
import type { Faults, People } from '../bench.ts';
import type { Sheet, Store } from './store.ts';
import { newRemark, setAssignee, setCategory } from './writing.ts';

/** @returns what people do with the fake's tickets. */
export function peopleOf(store: Store): People {
  const on = (ref: TicketRef): Sheet => {
    const sheet = store.find(ref);
    if (sheet === undefined) throw new Error(`no ticket ${ref.number}`);
    return sheet;
  };
  const touching = (ref: TicketRef, act: (sheet: Sheet) => unknown): void => {
    const sheet = on(ref);
    act(sheet);
    sheet.updated = store.tick();
  };
  const say = (login: string, ref: TicketRef, raw: string): string => {
    const remark = newRemark(store, on(ref), login, raw);
    touching(ref, (sheet) => sheet.comments.push(remark));
    return remark.id;
  };
  return {
    comment: async (login, ref, text) => say(login, ref, text),
    editComment: async (_, ref, id, text) =>
      touching(ref, (sheet) => {
        const edit = { raw: text, edited: true, editedAt: store.tick() };
        sheet.comments = sheet.comments.map((each) => (each.id === id ? { ...each, ...edit } : each));
      }),
    formatted: ({ own, code, quote }) => `${own}\n> ${quote}\n\`${code}\``,
    markedComment: (text, key) => `${text} [${key}]`,
    close: async (login, ref, how) => touching(ref, (sheet) => setCategory(store, sheet, login, how)),
    reopen: async (login, ref) => touching(ref, (sheet) => setCategory(store, sheet, login, 'open')),
    assign: async (login, ref, to) => touching(ref, (sheet) => setAssignee(store, sheet, login, to)),
    label: async (_, ref, label) =>
      touching(ref, (sheet) => Object.assign(sheet, { labels: [...sheet.labels, label] })),
    typeInside: async (_, ref, line) =>
      touching(ref, (sheet) => Object.assign(sheet, { lines: sheet.lines.toSpliced(1, 0, line) })),
    typeBelow: async (_, ref, text) =>
      touching(ref, (sheet) => Object.assign(sheet, { below: `${sheet.below}\n${text}` })),
    breakFence: async (_, ref) => touching(ref, (sheet) => Object.assign(sheet, { hasFence: false })),
    async copy(login, ref) {
      store.sheets.push({
        ...structuredClone(on(ref)),
        ref: store.newRef(),
        author: store.account(login),
        title: 'copy',
      });
    },
    remove: async (ref) => touching(ref, (sheet) => Object.assign(sheet, { gone: 'deleted' })),
    hide: async (ref) => touching(ref, (sheet) => Object.assign(sheet, { gone: 'hidden' })),
    move: async (ref) =>
      touching(ref, (sheet) => {
        sheet.ref = { ...sheet.ref, number: `attic ${sheet.ref.number}`, url: `${sheet.ref.url}/attic` };
        sheet.changes.push({ id: `${ref.id}-moved`, kind: 'moved', by: store.account('mara'), at: store.tick() });
      }),
    convert: async (_ref, whole) => touching(_ref, (sheet) => Object.assign(sheet, { parent: whole.id })),
    called: async (ref) => on(ref).lines.flatMap((line) => line.match(/[@#](?=\w)\S+/g) ?? []),
    async partsOf(ref) {
      const { grade, parent } = on(ref);
      return { ...(grade && { grade }), ...(parent && { parent }) };
    },
    textOf: async (ref) => ({ block: on(ref).lines.join('\n'), below: on(ref).below }),
    isHeard: async (ref, id) => on(ref).comments.some((each) => each.id === id && each.isHeard),
    async keepFile(_, name, bytes) {
      const url = `https://tracker.example/files/${name}`;
      store.files.set(url, bytes);
      return url;
    },
    async dragFile(ref, name) {
      const url = `https://tracker.example/dragged/${name}`;
      say('sam', ref, url);
      return url;
    },
    async pinFile(ref, name, bytes) {
      const url = `https://tracker.example/pinned/${name}`;
      store.files.set(url, bytes);
      const remark = newRemark(store, on(ref), 'sam', '');
      touching(ref, (sheet) => sheet.comments.push({ ...remark, pinned: { id: url, name, url } }));
      return url;
    },
    titles: async () => store.sheets.map((sheet) => sheet.title),
  };
}

/** @returns what can go wrong with the fake. */
export function faultsOf({ trouble, now }: Store): Faults {
  const set = (change: Partial<typeof trouble>) => () => void Object.assign(trouble, change);
  return {
    loseNextAnswer: set({ lost: true }),
    lagLists: set({ lag: true }),
    dropLabels: set({ labels: true }),
    down: set({ fault: { kind: 'unreachable' } }),
    refuseToken: set({ fault: { kind: 'unauthorised' } }),
    forbid: ({ id }) => set({ forbidden: id })(),
    limit: () => set({ fault: { kind: 'rate-limited', until: now() } })(),
    heal: set({ lost: false, lag: false, labels: false, fault: undefined, forbidden: undefined }),
  };
}
