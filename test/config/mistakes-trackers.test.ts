import { describe } from '@jest/globals';
import { saysExactly } from './says-exactly.ts';

describe('mistakes: trackers', () => {
  saysExactly([
    [
      'kind: github',
      'kind: gitlab',
      ['f:20:17 trackers.main.kind: cannot be used (found "gitlab"; allowed github, jira)'],
    ],
    ['example/isms', 'isms', ['f:20:37 trackers.main.repository: cannot be used (found "isms"; allowed OWNER/NAME)']],
    [
      `\${env:GITHUB_TOKEN}`,
      'ghp_abcdefghij0123456789',
      [
        `f:20:58 trackers.main.token: a secret is only ever referred to, never written here; put it into the environment or a file and name that (found a text that is not shown here; allowed \${env:NAME}, \${file:PATH})`,
      ],
    ],
    [
      `\${env:GITHUB_TOKEN}`,
      `x\${env:GITHUB_TOKEN}`,
      [
        `f:20:58 trackers.main.token: a secret is only ever referred to, never written here; put it into the environment or a file and name that (found a text that is not shown here; allowed \${env:NAME}, \${file:PATH})`,
      ],
    ],
    [
      'smtp://127.0.0.1:2525',
      'smtp://user:pw@mail.example.com:25',
      [
        `f:22:17 notices.mail.smtp: a secret is only ever referred to, never written here; put it into the environment or a file and name that (found a text that is not shown here; allowed \${env:NAME}, \${file:PATH}, or smtp://127.0.0.1:PORT without credentials)`,
      ],
    ],
    [
      'smtp://127.0.0.1:2525',
      'smtp://user:pw@127.0.0.1:2525',
      [
        `f:22:17 notices.mail.smtp: a secret is only ever referred to, never written here; put it into the environment or a file and name that (found a text that is not shown here; allowed \${env:NAME}, \${file:PATH}, or smtp://127.0.0.1:PORT without credentials)`,
      ],
    ],
    [
      'sweep: 60 s',
      'api: http://example.com',
      [
        'f:20:86 trackers.main.api: cannot be used (found a text that is not shown here; allowed https://HOST…, or http://127.0.0.1:PORT…, without credentials, ? and #)',
      ],
    ],
    [
      'sweep: 60 s',
      'limits: { per_minute: 0 }',
      ['f:20:103 trackers.main.limits.per_minute: cannot be used (found "0"; allowed a whole number from 1 to 10000)'],
    ],
    [
      'sweep: 60 s',
      'sweep: 2 h',
      [
        'f:20:88 trackers.main.sweep: cannot be used (found "2 h"; allowed an exact time from 1 s to 1 h, such as "40 s", "5 min", "PT1M30S")',
      ],
    ],
  ]);
});
