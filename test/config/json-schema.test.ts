import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { programmeSchema } from '../../config/json-schema.ts';

const FOLDER = join(import.meta.dirname, '../../examples');
const examples = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const check = new Ajv({ allowUnionTypes: true }).compile(programmeSchema());

/** @returns where an editor would underline something. */
function faultsIn(yaml: string): string[] {
  // As an editor reads it: numbers, truth values, and dates included.
  check(JSON.parse(JSON.stringify(parse(yaml))));
  return (check.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe('the JSON Schema of the programme', () => {
  it.each(examples)('takes %s', (file) => {
    expect(faultsIn(text(file))).toEqual([]);
  });

  it.each([
    [
      'a key that is misspelt',
      '    ladder: L2',
      '    laddre: L2',
      '/duties/policy-acknowledgement additionalProperties',
    ],
    ['a word that is none', 'kind: review', 'kind: revue', '/duties/context-and-parties/kind enum'],
    ['a key that is missing', '    process: governance\n', '', '/duties/context-and-parties required'],
    ['a flag that is none', 'file: true', 'file: perhaps', '/duties/risk-criteria/evidence/criteria/file type'],
  ])('finds %s', (_, found, instead, fault) => {
    expect(faultsIn(text('default.yaml').replace(found, instead))).toContain(fault);
  });
});
