import { describe, expect, it } from '@jest/globals';
import { readSpan } from '../../config/span.ts';

describe('readSpan', () => {
  it.each([
    ['90 days', { unit: 'days', n: 90 }],
    ['1 day', { unit: 'days', n: 1 }],
    ['-3 days', { unit: 'days', n: -3 }],
    ['-0 days', { unit: 'days', n: 0 }],
    ['+7 days', { unit: 'days', n: 7 }],
    ['2 weeks', { unit: 'days', n: 14 }],
    ['10 working days', { unit: 'working-days', n: 10 }],
    ['1 working day', { unit: 'working-days', n: 1 }],
    ['3 months', { unit: 'months', n: 3 }],
    ['1 quarter', { unit: 'months', n: 3 }],
    ['2 years', { unit: 'months', n: 24 }],
    ['PT40S', { unit: 'ms', n: 40_000 }],
    ['PT5M', { unit: 'ms', n: 300_000 }],
    ['PT1H30M', { unit: 'ms', n: 5_400_000 }],
    ['-PT5S', { unit: 'ms', n: -5000 }],
    ['40 s', { unit: 'ms', n: 40_000 }],
    ['40s', { unit: 'ms', n: 40_000 }],
    ['5 min', { unit: 'ms', n: 300_000 }],
    ['4 hours', { unit: 'ms', n: 14_400_000 }],
  ])('%s', (text, span) => {
    expect(readSpan(text)).toStrictEqual(span);
  });

  it.each([
    '',
    '-',
    '90',
    'days',
    '1.5 days',
    '3 moons',
    '3 toString',
    '--3 days',
    'PT',
    'P3M',
    '123456 days',
    '3 working weeks',
    '3 days 2 hours',
  ])('refuses %j', (text) => {
    expect(readSpan(text)).toBeUndefined();
  });
});
