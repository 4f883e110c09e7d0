import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authenticate } from '../../../../integrations/tickets/jira/webhook.ts';

const secret = "It's a Secret to Everybody";
const pathSecret = 'c0ffee'.repeat(6);
const self = { id: '557058:engine', login: '557058:engine' };
const signing = { id: 'jira', secret, self };
const unsigned = { id: 'jira', pathSecret, self };

const changed = {
  timestamp: 1807513200000,
  webhookEvent: 'jira:issue_updated',
  issue_event_type_name: 'issue_generic',
  user: { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Sam' },
  issue: { id: '10321', key: 'ISMS-88', fields: { summary: 'x', updated: '2027-04-12T09:00:00.123+0200' } },
  changelog: { id: '1', items: [] },
};
const bell = { ticket: { tracker: 'jira', id: '10321' }, updated: '2027-04-12T07:00:00.123Z', own: false };

function signed(body: string, method = 'sha256', key = secret) {
  const signature = `${method}=${createHmac(method, key).update(body).digest('hex')}`;
  return { path: '', headers: { 'x-hub-signature': signature }, body: Buffer.from(body) };
}

const ring = (payload: unknown) => authenticate(signing, signed(JSON.stringify(payload)));

describe("an administrator's webhook of Jira", () => {
  it("is known by the vendor's own test vector", () => {
    const signature = 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
    const request = { path: '', headers: { 'x-hub-signature': signature } };
    expect(authenticate(signing, { ...request, body: Buffer.from('Hello World!') })).toEqual([]);
    expect(authenticate(signing, { ...request, body: Buffer.from('Hello World?') })).toBeUndefined();
  });

  it.each(['sha256', 'sha384', 'sha512'])('may sign by %s', (method) => {
    expect(authenticate(signing, signed(JSON.stringify(changed), method))).toEqual([bell]);
  });

  it('rings for its issue, and tells our own doing apart', () => {
    expect(ring(changed)).toEqual([bell]);
    expect(ring({ ...changed, user: { accountId: self.id } })).toEqual([{ ...bell, own: true }]);
    expect(ring({ ...changed, user: undefined })).toEqual([bell]);
    expect(ring({ ...changed, webhookEvent: 'jira:issue_deleted' })).toEqual([bell]);
  });

  it('rings for a comment, whose event has no date of the issue and names its author', () => {
    const said = {
      timestamp: 1807513200000,
      webhookEvent: 'comment_created',
      comment: { author: { accountId: 'a' }, updateAuthor: { accountId: self.id } },
      issue: { id: '10321', fields: { summary: 'x' } },
    };
    expect(ring(said)).toEqual([{ ...bell, updated: '2027-04-12T07:00:00.000Z', own: true }]);
    expect(ring({ ...said, comment: { author: { accountId: 'a' } } })).toMatchObject([{ own: false }]);
  });

  it('tells of labels with which an issue was opened, or which changed', () => {
    const fields = { ...changed.issue.fields, labels: ['isms-incident'] };
    const labelled = { ...changed, issue: { ...changed.issue, fields } };
    const byThat = { ...labelled, changelog: { id: '1', items: [{ field: 'labels', toString: 'isms-incident' }] } };
    expect(ring(byThat)).toEqual([{ ...bell, labels: ['isms-incident'] }]);
    expect(ring({ ...labelled, webhookEvent: 'jira:issue_created' })).toEqual([{ ...bell, labels: ['isms-incident'] }]);
    expect(ring({ ...labelled, changelog: { id: '1', items: [{ field: 'summary' }] } })).toEqual([bell]);
    expect(ring({ ...byThat, issue: changed.issue })).toEqual([bell]);
  });

  it('takes nobody for the engine while its account is not known', () => {
    const request = signed(JSON.stringify({ ...changed, user: undefined }));
    expect(authenticate({ id: 'jira', secret }, request)).toEqual([bell]);
  });

  it.each([
    ['another event', ring({ ...changed, webhookEvent: 'jira:version_released' })],
    ['an event that only begins alike', ring({ ...changed, webhookEvent: 'comment_created_x' })],
    ['no issue', ring({ ...changed, issue: undefined })],
    ['an issue without id', ring({ ...changed, issue: { fields: changed.issue.fields } })],
    ['a date that is none', ring({ ...changed, issue: { id: '1', fields: { updated: 'soon' } } })],
    ['no date at all', ring({ ...changed, timestamp: undefined, issue: { id: '1' } })],
    ['a date beyond all time', ring({ ...changed, timestamp: 1e300, issue: { id: '1' } })],
    ['no JSON', authenticate(signing, signed('{'))],
    ['nothing', authenticate(signing, signed(''))],
  ])('%s rings for nothing', (_, bells) => {
    expect(bells).toEqual([]);
  });

  const body = JSON.stringify(changed);
  const hex = createHmac('sha256', secret).update(body).digest('hex');
  it.each([
    ['none', undefined],
    ['empty', ''],
    ['without its method', hex],
    ['of a weak method', `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`],
    ['of a method that is none', `sha999=${hex}`],
    ['of a longer method', `sha512=${hex}`],
    ['named after what every object has', `constructor=${hex}`],
    ['too short', `sha256=${hex.slice(0, 62)}`],
    ['too long', `sha256=${hex}00`],
    ['no hex', `sha256=${'z'.repeat(64)}`],
    ['of another secret', signed(body, 'sha256', 'guess').headers['x-hub-signature']],
  ])('a signature that is %s is not Jira', (_, signature) => {
    const request = { path: '', headers: { 'x-hub-signature': signature }, body: Buffer.from(body) };
    expect(authenticate(signing, request)).toBeUndefined();
  });

  it('with any bit of body or signature flipped is not Jira', () => {
    const good = signed(body);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.nat(7), (at, bit) => {
        const bytes = Buffer.from(good.body);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(authenticate(signing, { ...good, body: bytes })).toBeUndefined();
        const digest = Buffer.from(hex, 'hex');
        digest[at % 32] = (digest[at % 32] ?? 0) ^ (1 << bit);
        const headers = { 'x-hub-signature': `sha256=${digest.toString('hex')}` };
        expect(authenticate(signing, { ...good, headers })).toBeUndefined();
      }),
      { numRuns: 200, seed: 27001 },
    );
  });

  it('without a secret nothing is authentic', () => {
    expect(authenticate({ id: 'jira', self }, signed(body))).toBeUndefined();
    expect(authenticate({ id: 'jira', secret: '', self }, signed(body, 'sha256', ''))).toBeUndefined();
  });
});

describe("an app's own webhook, which signs nothing", () => {
  const body = Buffer.from(JSON.stringify(changed));
  const at = (path: string, options = unsigned) => authenticate(options, { path, headers: {}, body });

  it('knows the secret part of its address', () => {
    expect(at(pathSecret)).toEqual([bell]);
  });

  it.each(['', 'c0ffee', pathSecret.toUpperCase(), `${pathSecret}/`, `${pathSecret}0`, pathSecret.slice(1)])(
    'is nobody at %j',
    (path) => {
      expect(at(path)).toBeUndefined();
    },
  );

  it('is nobody where the secret is short or missing', () => {
    expect(at('short', { ...unsigned, pathSecret: 'short' })).toBeUndefined();
    expect(at('', { ...unsigned, pathSecret: '' })).toBeUndefined();
    expect(authenticate(signing, { path: '', headers: {}, body })).toBeUndefined();
    expect(authenticate(signing, { path: secret, headers: {}, body })).toBeUndefined();
  });

  it('with a signature must be signed right', () => {
    const both = { ...unsigned, secret };
    const wrong = { path: pathSecret, headers: { 'x-hub-signature': `sha256=${'0'.repeat(64)}` }, body };
    expect(authenticate(both, wrong)).toBeUndefined();
    expect(authenticate(unsigned, wrong)).toBeUndefined();
    expect(at(pathSecret, both)).toEqual([bell]);
  });
});
