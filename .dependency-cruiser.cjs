/** Each room may import only what its row names; see docs/contributing.md for the picture. */
const rooms = {
  rules: [],
  config: ['rules'],
  register: ['rules'],
  integrations: ['rules'],
  activities: ['rules', 'config', 'register', 'integrations'],
  workflows: ['activities'],
  workers: ['rules', 'config', 'register', 'integrations', 'activities', 'workflows', 'sandbox'],
  cli: ['rules', 'config', 'register', 'integrations', 'activities', 'workflows', 'workers', 'sandbox'],
  sandbox: [],
  bench: [
    'rules',
    'config',
    'register',
    'integrations',
    'activities',
    'workflows',
    'workers',
    'cli',
    'sandbox',
    'script',
  ],
};
const all = Object.keys(rooms);

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `${room}-imports-only-${allowed.join('-') || 'itself'}`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: {
        path: `^(${all
          .filter((r) => r !== room && !allowed.includes(r))
          .concat(['test', ...(allowed.includes('script') ? [] : ['script'])])
          .join('|')})/`,
      },
    })),
    {
      name: 'workflows-import-types-only-from-activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'No I/O and no SDK in the rules.',
      severity: 'error',
      from: { path: '^rules/' },
      to: {
        dependencyTypes: ['core', 'npm'],
        pathNot:
          '(node_modules/(temporal-polyfill|temporal-utils|rrule-temporal|fastest-levenshtein)/|^(node:)?crypto$)',
      },
    },
    {
      name: 'only-the-simulation-plays',
      comment: 'What works for real companies knows no played tracker.',
      severity: 'error',
      from: { path: '^(workers|cli)/', pathNot: '^(workers/simulation/|cli/commands/simulate\\.ts$)' },
      to: { path: '^(sandbox|workers/simulation)/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
    },
  },
};
