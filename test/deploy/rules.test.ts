import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { createMetrics } from '../../workers/ops/metrics.ts';
import { deployed, filesIn, ROOT } from './deploy.ts';

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; action: string; guide: string };
}

const file = parse(deployed('prometheus', 'dutybound.rules.yaml')) as { groups: { name: string; rules: Rule[] }[] };
const rules = file.groups.flatMap(({ name, rules }) => rules.map((rule) => ({ group: name, ...rule })));
/** Figures that each part offers; a scrape names every one, told or not. */
const offered = async () =>
  [...(await createMetrics().registry.metrics()).matchAll(/^# TYPE (\S+)/gm)].map((m) => m[1] ?? '');
const labelsOf = (expr: string) => [...expr.matchAll(/(dutybound_\w+)\{(\w+)=?/g)].map((m) => [m[1] ?? '', m[2] ?? '']);

describe('the alert rules', () => {
  it.each(rules)('$alert asks for figures that are there', async ({ expr }) => {
    const named = [...expr.matchAll(/dutybound_\w+/g)].map(([name]) => name);
    const known = await offered();
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(rules)('$alert says what it means, what to do, and where to read on', ({ annotations }) => {
    const { summary, action, guide } = annotations;
    expect([summary, action].every((text) => text.length > 20)).toBe(true);
    const [page = '', heading] = guide.split('#');
    const headings = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map((m) =>
      (m[1] ?? '')
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(headings).toContain(heading);
  });

  it('filter by labels that the figures have', async () => {
    const metrics = createMetrics();
    for (const [name = '', label = ''] of rules.flatMap(({ expr }) => labelsOf(expr))) {
      const known = (await metrics.registry.getSingleMetric(name)) as { labelNames?: string[] } | undefined;
      expect([name, known?.labelNames]).toEqual([name, expect.arrayContaining([label])]);
    }
  });

  it('wake somebody only for what the page figure tells, or if nobody is left to tell it', () => {
    const waking = rules.filter((rule) => rule.labels.severity === 'page');
    expect(waking.map((rule) => rule.group)).toEqual(waking.map(() => 'dutybound-page'));
    const reasons = waking.flatMap(({ expr }) =>
      [...expr.matchAll(/dutybound_page\{reason="(\w+)"\}/g)].map((m) => m[1]),
    );
    expect(reasons.sort()).toEqual(['chain', 'register', 'silent']);
    expect(waking.filter(({ expr }) => !expr.includes('dutybound_page')).map((r) => r.alert)).toEqual([
      'DutyboundDownBeforeDeadline',
    ]);
  });

  it('are called by different names, each once in the guide', () => {
    const names = rules.map((rule) => rule.alert);
    expect(new Set(names).size).toBe(names.length);
    const guide = readFileSync(join(ROOT, 'docs/operators.md'), 'utf8');
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('are what the example of a configuration loads, with the ports that the unit names', () => {
    const { rule_files, scrape_configs } = parse(deployed('prometheus', 'prometheus.yaml'));
    expect(rule_files.filter((name: string) => !filesIn('prometheus').includes(name))).toEqual([]);
    expect(scrape_configs[0].static_configs[0].targets).toEqual(['127.0.0.1:4600', '127.0.0.1:4601']);
    expect(deployed('systemd', 'dutybound.service')).toContain('--ops-port 4600');
    expect(existsSync(join(ROOT, 'docs/operators.md'))).toBe(true);
  });
});
