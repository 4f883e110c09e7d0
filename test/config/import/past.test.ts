import { describe, expect, it } from '@jest/globals';
import { csvOf } from '../../../cli/csv.ts';
import { type Documented, type Noun, rowsOf } from '../../../rules/documented.ts';
import type { NewEvent } from '../../../rules/event.ts';
import { programmeOf, SAMPLE } from '../sample.ts';
import { folded, importing } from './importing.ts';

const programme = programmeOf(`${SAMPLE}
  patches: { kind: measurement, title: Patch age, ask: Measure., clause: 9.1, process: access, owner: sam, first: 2027-04-16, every: 1 month, target: "<= 14", unit: days }
  documents:
    kind: document-review
    title: Document review
    ask: Review it.
    clause: 7.5
    process: access
    owner: priya
    verifier: mara
    first: 2027-10-16
    every: 12 months
    subjects: { access-policy: { title: Access policy, owner: sam, location: wiki }, scope: { title: Scope } }
  reading: { kind: campaign, title: Read the policy, ask: Read it., clause: 7.3, process: access, owner: mara, first: 2027-10-16, every: 12 months, expires: 12 months }
`);
const NOW = '2027-04-13T08:00:00.000Z';

const { plan, events, recorded, mistakes } = importing(programme, 'person:mara (asserted)', NOW);
const rows = (all: Documented[]) => all.flatMap(rowsOf);
const exported = (all: Documented[]) => csvOf(rows(all));

const DOCUMENTS = `document;version;location;approver;approved;by;next
access-policy;2.0;https://wiki/access;Elena Costa;2025-03-02;sam;
documents.access-policy;2.1;https://wiki/access;mara;2026-03-02;Jana Klein;2027-03-02
Scope;1;https://wiki/scope;elena;2026-03-02;;
`;
const MEASUREMENTS =
  'series,period,value,source,by,analysis,analysed_by,decision,decided_by\npatches,2027-01-31,"9,5",the patch manager,sam,fine,mara,,\npatches,2027-02-28,31,the patch manager,sam,,,an exception for one server,mara\n';
const ACKNOWLEDGEMENTS =
  'person,campaign,acknowledged,title,expires\nsam,reading,2026-06-01,,\nSam Okoro,lead-auditor,2025-01-31,Lead auditor course,2028-01-31\n';
const AUDITS =
  'audit,scope,auditor,examined,findings,majors,reported,report\nInternal audit 2026,"4-10, A.5.1-A.5.18",Rita Prüferin,2026-11-20,3,1,2026-12-01,audit-2026.pdf\n';
const TABLES: [string, Noun, string][] = [
  ['documents', 'document', DOCUMENTS],
  ['measurements', 'measurement', MEASUREMENTS],
  ['acknowledgements', 'acknowledgement', ACKNOWLEDGEMENTS],
  ['audits', 'audit', AUDITS],
];

describe('importing what happened before', () => {
  it('reads no number whose comma may stand before thousands; a point stands before decimals, as records writes them', () => {
    const with_ = (value: string) => MEASUREMENTS.replace('"9,5"', `"${value}"`);
    expect(mistakes('measurements', with_('1,200'))).toEqual([
      expect.stringMatching(/^f\.csv:2 .*value.*1,200.*a number such as 97\.5 or 1200, its thousands not set apart/),
    ]);
    for (const value of ['0,125', '12.345', '1200', '9,5']) expect(mistakes('measurements', with_(value))).toEqual([]);
  });

  it('documents: nobody approved one of their own, whether the table or the programme says whose it is', () => {
    const table = `document,version,location,approver,approved,owner
access-policy,2,wiki,priya,2026-03-02,priya
access-policy,3,wiki,sam,2026-04-02,
access-policy,4,wiki,sam,2026-05-02,priya
`;
    expect(mistakes('documents', table)).toEqual([
      'f.csv:2 approver: owns the document, and nobody approves a document of their own (found "priya")',
      'f.csv:3 approver: owns the document today, and nobody approves a document of their own; say in the column owner who owned it then (found "sam")',
    ]);
  });

  it.each(TABLES)(
    '%s: records nothing of the same file again, nor of the table that records writes of it',
    (what, _, text) => {
      const known = recorded(what, text);
      expect(known.length).toBeGreaterThan(0);
      expect(plan(what, text, known)).toMatchObject({ events: [] });
      expect(plan(what, exported(known), known)).toMatchObject({ events: [] });
    },
  );

  it.each(TABLES)(
    '%s: the table that records writes brings the same along in an empty register',
    (what, noun, text) => {
      const known = recorded(what, text);
      const again = recorded(what, exported(known));
      const plain = (all: Documented[]) =>
        rows(all)
          .map(({ brought_along: _, ...row }) => row)
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(again.every((d) => d.noun === noun)).toBe(true);
      expect(plain(again)).toEqual(plain(known));
    },
  );

  it.each(TABLES)(
    '%s: marks each line as brought along, from which file and by whom, at the day that the file says',
    (what, _, text) => {
      const all = events(what, text);
      for (const { actor, at, body } of all) {
        expect(actor).toBe('person:mara (asserted)');
        expect(at < NOW).toBe(true);
        expect(body.brought).toMatchObject({
          file: { text: `${what}.csv` },
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        });
      }
      for (const row of rows(folded(all)))
        expect(row.brought_along).toMatch(
          new RegExp(`^${what}.csv, sha256 [0-9a-f]{64}, by person:mara \\(asserted\\)$`),
        );
    },
  );

  it.each(TABLES)('%s: takes nothing that lies ahead, and nothing twice', (what, _, text) => {
    const [header = '', first = ''] = text.split('\n');
    expect(mistakes(what, `${header}\n${first}\n${first}\n`)[0]).toMatch(/^f\.csv:3 \w+: stands in line 2 already/);
    expect(mistakes(what, text.replace(/202\d-/, '2031-'))[0]).toMatch(/^f\.csv:2 \w+: cannot be used \(found "2031-/);
  });
});

describe('a file that was garbled before', () => {
  it('is not read: its names would be others', () => {
    expect(mistakes('documents', DOCUMENTS.replace('Jana', 'Jan\uFFFD'))).toEqual([
      'f.csv:3: this is not UTF-8; save it as CSV UTF-8',
    ]);
  });
});

describe('importing documents', () => {
  it('the newest is in force, by whoever approved it, also of people who have left', () => {
    const [policy, scope] = recorded('documents', DOCUMENTS);
    expect(policy).toMatchObject({
      id: 'documents.access-policy',
      title: { text: 'Access policy' },
      owner: 'sam',
      next: '2027-03-02',
      versions: [
        { version: '2.0', approver: 'elena', period: '2025-03-02', at: '2025-03-01T23:00:00.000Z' },
        { version: '2.1', approver: 'mara', by: 'Jana Klein' },
      ],
    });
    expect(scope).toMatchObject({ id: 'documents.scope', owner: 'priya' });
  });

  it('what is older than what the engine saw is not in force, and what it saw stays', () => {
    const seen: NewEvent = {
      stream: 'documented/document/documents.access-policy',
      kind: 'approved',
      actor: 'person:mara',
      at: '2026-10-16T08:00:00.000Z',
      body: {
        title: { text: 'Access policy' },
        owner: 'sam',
        next: '2027-10-16',
        version: '3',
        location: { text: 'wiki' },
        by: 'sam',
        approver: 'mara',
        period: '2026-10-16',
        task: 'k',
      },
    };
    const before = folded([seen]);
    const [policy] = recorded('documents', DOCUMENTS, before);
    expect(policy).toMatchObject({
      next: '2027-10-16',
      versions: [{ version: '2.0' }, { version: '2.1' }, { version: '3' }],
    });
    expect(mistakes('documents', exported(before).replace(',3,', ',4,'), before)).toEqual([
      'f.csv:2 version: the engine recorded this itself, of documents.access-policy 2026-10-16; leave the line out (found "4"; allowed 3)',
    ]);
  });

  it('what was taken back is not brought along, and stands in no way of what was approved after it', () => {
    const event = (kind: string, version: string, more: object = {}): NewEvent => ({
      stream: 'documented/document/documents.access-policy',
      kind,
      actor: 'person:mara',
      at: `2026-10-1${version}T08:00:00.000Z`,
      body: {
        ...{ title: { text: 'Access policy' }, owner: 'sam', version, location: { text: 'wiki' }, by: 'sam' },
        ...{ approver: 'mara', period: '2026-10-16', task: 'k', ...more },
      },
    });
    const because = { by: 'mara', because: { text: 'a draft' } };
    const known = folded([event('approved', '1'), event('taken-back', '2', because), event('approved', '3')]);
    expect(rows(known).map((row) => row.version)).toEqual(['1', '3']);
    expect(plan('documents', exported(known), known)).toMatchObject({ events: [], lines: 1 });
    expect(recorded('documents', exported(known))).toMatchObject([{ versions: [{ version: '3' }] }]);
  });

  it('a file that was put right records what differs', () => {
    const known = recorded('documents', DOCUMENTS);
    const better = recorded('documents', DOCUMENTS.replace('mara;2026-03-02', 'elena;2026-03-02'), known);
    expect(rows(better).map((row) => row.approver)).toEqual(['elena', 'elena', 'elena']);
    expect(events('documents', DOCUMENTS.replace('mara;2026-03-02', 'elena;2026-03-02'), known)).toHaveLength(1);
  });

  it('tells every mistake, with line and column', () => {
    expect(
      mistakes(
        'documents',
        'document,version,location,approver,approved\nhandbook,x,,Mara Lint,2026-02-31\nscope,1,wiki,sam,2026-02-28\nscope,2,wiki,mara,2026-02-28\n',
      ),
    ).toEqual([
      'f.csv:2 document: cannot be used (found "handbook"; allowed documents.access-policy, documents.scope)',
      'f.csv:2 version: cannot be used (found "x"; allowed the number of the version, such as 3.2)',
      'f.csv:2 location: is missing (allowed text, at most 1000 characters)',
      'f.csv:2 approver: cannot be used (found "Mara Lint"; allowed mara, elena, priya, sam, or the full name of somebody who has left)',
      'f.csv:2 approved: cannot be used (found "2026-02-31"; allowed a day such as 2027-04-16 that is not ahead)',
      'f.csv:4 document: stands in line 3 already (found "documents.scope 2026-02-28")',
    ]);
  });
});

describe('importing measurements', () => {
  it('compares each value with the target, and keeps what was decided of a miss', () => {
    expect(rows(recorded('measurements', MEASUREMENTS))).toMatchObject([
      { value: 9.5, target: '<= 14', unit: 'days', met: true, analysis: 'fine', analysed_by: 'mara' },
      { value: 31, met: false, decision: 'an exception for one server', decided_by: 'mara' },
    ]);
  });

  it('holds a value against the target of its time, where the line says it', () => {
    const then = MEASUREMENTS.replace('by,', 'by,target,')
      .replace('sam,fine', 'sam,<= 7,fine')
      .replace('sam,,,an', 'sam,,,,an');
    expect(rows(recorded('measurements', then))).toMatchObject([
      { value: 9.5, target: '<= 7', met: false },
      { value: 31, target: '<= 14', met: false },
    ]);
  });

  it('reads its own export though whoever analysed has left, by an id that was one of the programme', () => {
    const known = recorded('measurements', MEASUREMENTS).map((d) =>
      d.noun === 'measurement'
        ? { ...d, values: d.values.map((v) => (v.analysisBy ? { ...v, analysisBy: 'ida7' } : v)) }
        : d,
    );
    expect(exported(known)).toContain('ida7');
    expect(mistakes('measurements', exported(known), known)).toEqual([]);
  });

  it('reads what its own export protects from spreadsheets', () => {
    const negative = MEASUREMENTS.replace('"9,5"', '-3').replace('the patch manager', '=SUM(A1) in the sheet');
    const known = recorded('measurements', negative);
    expect(exported(known)).toContain("'=SUM(A1)");
    expect(plan('measurements', exported(known), known)).toMatchObject({ events: [] });
  });
});

describe('importing acknowledgements', () => {
  it('knows how long a campaign holds, and other trainings by their title', () => {
    expect(rows(recorded('acknowledgements', ACKNOWLEDGEMENTS))).toMatchObject([
      { person: 'sam', campaign: 'lead-auditor', title: 'Lead auditor course', expires: '2028-01-31' },
      { person: 'sam', campaign: 'reading', title: 'Read the policy', expires: '2027-06-01' },
    ]);
  });

  it('takes the last day that the line says before the one that the campaign would give', () => {
    const said = 'person,campaign,acknowledged,expires\nsam,reading,2026-06-01,2026-12-31\n';
    expect(rows(recorded('acknowledgements', said))).toMatchObject([{ campaign: 'reading', expires: '2026-12-31' }]);
  });

  it('does not take a misspelt campaign for a training', () => {
    expect(
      mistakes('acknowledgements', 'person,campaign,acknowledged,expires\nsam,readin,2026-06-01,2026-05-31\n'),
    ).toEqual([
      'f.csv:2 campaign: there is no such campaign; did you mean "reading"? Anything else needs a title (found "readin")',
      'f.csv:2 expires: lies before the day on which it was done (found "2026-05-31")',
    ]);
  });
});
