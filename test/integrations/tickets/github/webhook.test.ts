import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { authenticate } from '../../../../integrations/tickets/github/webhook.ts';

const secret = "It's a Secret to Everybody";
const self = { id: '7', login: 'dutybound-bot' };
const options = { id: 'github', target: 'example/isms', secret, self };

const closed = {
  action: 'closed',
  issue: { id: 4321, number: 12, updated_at: '2027-04-12T07:00:00Z', title: 'Access review' },
  repository: { id: 1, full_name: 'Example/ISMS' },
  sender: { id: 9, login: 'sam' },
};

function signed(body: string, event = 'issues', key = secret) {
  const signature = createHmac('sha256', key).update(body).digest('hex');
  return {
    path: '',
    headers: { 'x-github-event': event, 'x-hub-signature-256': `sha256=${signature}` },
    body: Buffer.from(body),
  };
}

const ring = (payload: unknown, event?: string) => authenticate(options, signed(JSON.stringify(payload), event));

describe('webhooks of GitHub', () => {
  it("accepts the vendor's own test vector", () => {
    const headers = {
      'x-github-event': 'issues',
      'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    };
    const body = Buffer.from('Hello, World!');
    expect(authenticate(options, { path: '', headers, body })).toEqual([]);
    expect(authenticate(options, { path: '', headers, body: Buffer.from('Hello, World?') })).toBeUndefined();
  });

  it('ring for the issue, in whatever case the repository is written', () => {
    const bell = { ticket: { tracker: 'github', id: '4321' }, updated: '2027-04-12T07:00:00.000Z', own: false };
    expect(ring(closed)).toEqual([bell]);
    expect(ring({ ...closed, sender: { id: 7, login: 'renamed' } })).toEqual([{ ...bell, own: true }]);
    expect(ring({ ...closed, sender: { id: 8, login: self.login } })).toEqual([bell]);
    expect(ring(closed, 'issue_comment')).toEqual([bell]);
  });

  it('tells of a label that somebody gave', () => {
    const labelled = { ...closed, action: 'labeled', label: { name: 'isms-incident' } };
    expect(ring(labelled)).toMatchObject([{ ticket: { id: '4321' }, labels: ['isms-incident'] }]);
    expect(ring({ ...labelled, action: 'unlabeled' })?.[0]).not.toHaveProperty('labels');
    expect(ring(closed)?.[0]).not.toHaveProperty('labels');
  });

  it.each([
    ['another event', ring(closed, 'push')],
    ['a comment on a pull request', ring({ ...closed, issue: { ...closed.issue, pull_request: {} } }, 'issue_comment')],
    ['another repository', ring({ ...closed, repository: { full_name: 'example/other' } })],
    ['no issue', ring({ ...closed, issue: undefined })],
    ['an issue without a date', ring({ ...closed, issue: { ...closed.issue, updated_at: 'soon' } })],
    ['no JSON', authenticate(options, signed('{'))],
    ['nothing', authenticate(options, signed(''))],
  ])('%s rings for nothing', (_, bells) => {
    expect(bells).toEqual([]);
  });

  const body = JSON.stringify(closed);
  const good = signed(body);
  const hex = good.headers['x-hub-signature-256'].slice('sha256='.length);
  it.each([
    ['none', undefined],
    ['empty', ''],
    ['without its method', hex],
    ['of another method', `sha1=${hex}`],
    ['too short', `sha256=${hex.slice(0, 62)}`],
    ['too long', `sha256=${hex}00`],
    ['no hex', `sha256=${'z'.repeat(64)}`],
    ['of another secret', signed(body, 'issues', 'guess').headers['x-hub-signature-256']],
  ])('a signature that is %s is not GitHub', (_, signature) => {
    const headers = { 'x-github-event': 'issues', 'x-hub-signature-256': signature };
    expect(authenticate(options, { path: '', headers, body: good.body })).toBeUndefined();
  });

  it('without a secret nothing is authentic', () => {
    expect(authenticate({ ...options, secret: undefined }, good)).toBeUndefined();
    expect(authenticate({ ...options, secret: '' }, signed(body, 'issues', ''))).toBeUndefined();
  });
});
