import { describe, expect, it } from '@jest/globals';
import { readSecretRef, resolveSecret } from '../../config/secrets.ts';
import { textOfBytes } from '../../config/utf8.ts';

const never = (path: string): string => {
  throw new Error(`read ${path}`);
};

describe('readSecretRef', () => {
  it.each([
    [`\${env:GITHUB_TOKEN}`, { env: 'GITHUB_TOKEN' }],
    [`\${file:/run/secrets/token}`, { file: '/run/secrets/token' }],
  ])('%s', (text, ref) => {
    expect(readSecretRef(text)).toEqual(ref);
  });

  it.each([
    '',
    'GITHUB_TOKEN',
    '$GITHUB_TOKEN',
    `\${GITHUB_TOKEN}`,
    `\${env:}`,
    `\${env:A B}`,
    `\${file:}`,
    `x\${env:A}`,
    `\${env:A}x`,
    `\${env:A}\${env:B}`,
  ])('refuses %j', (text) => {
    expect(readSecretRef(text)).toBeUndefined();
  });
});

describe('resolveSecret', () => {
  it('takes the variable, without the white space around it', () => {
    expect(resolveSecret({ env: 'TOKEN' }, { TOKEN: ' s3cret\n' }, never)).toBe('s3cret');
  });

  it('takes the contents of the file, without its last line break', () => {
    expect(resolveSecret({ file: '/run/token' }, {}, (path) => `secret of ${path}\n`)).toBe('secret of /run/token');
  });

  it.each([
    [{ TOKEN: undefined }, 'The environment variable TOKEN is not set: set it, then start again.'],
    [{ TOKEN: ' \n' }, 'The environment variable TOKEN is empty: put the secret there, then start again.'],
  ])('names the variable: %j', (env, message) => {
    expect(() => resolveSecret({ env: 'TOKEN' }, env, never)).toThrow(message);
  });

  it('does not take what every object has for a variable', () => {
    expect(() => resolveSecret({ env: 'constructor' }, {}, never)).toThrow('constructor is not set');
  });

  it('names the file that is empty', () => {
    expect(() => resolveSecret({ file: '/run/token' }, {}, () => '\n')).toThrow('The file /run/token is empty');
  });

  it('names the file that is not UTF-8, and nothing of it', () => {
    const read = () => textOfBytes(Buffer.from('geh\xe4im', 'latin1'));
    expect(() => resolveSecret({ file: '/run/token' }, {}, read)).toThrow(
      /^The file \/run\/token is not UTF-8: write the secret as plain text, then start again\.$/,
    );
  });

  it('names the file that cannot be read, and why', () => {
    const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });
    const read = (): string => {
      throw missing;
    };
    expect(() => resolveSecret({ file: '/run/token' }, {}, read)).toThrow(
      'The file /run/token cannot be read (ENOENT)',
    );
  });
});
