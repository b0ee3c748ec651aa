/** Who may import whom (ARCHITECTURE.md, "The arrows"). Read by dependency-cruiser. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${allowed.join(', ')} of ours`,
  from: { path: from, pathNot: '\\.test\\.ts$|\\.suite\\.ts$|/tests/' },
  to: { path: '^(packages|tools)/', pathNot: [from, ...allowed] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    only('core-stands-alone', '^packages/core/', []),
    only('contract-on-core', '^packages/adapters/contract/', ['^packages/core/']),
    {
      name: 'adapters-on-contract',
      severity: 'error',
      comment: 'an adapter may import only the contract, core and itself',
      from: { path: '^packages/adapters/(?!contract/)([^/]+)/', pathNot: '\\.test\\.ts$|/tests/' },
      to: {
        path: '^(packages|tools)/',
        pathNot: ['^packages/adapters/$1/', '^packages/adapters/contract/', '^packages/core/'],
      },
    },
    only('server-on-contract', '^packages/server/', [
      '^packages/adapters/contract/',
      '^packages/core/',
      '^packages/adapters/[^/]+/src/index\\.ts$',
    ]),
    only('sdk-stands-alone', '^packages/sdk/', []),
    only('cli-on-sdk', '^packages/cli/', ['^packages/sdk/', '^packages/adapters/']),
    {
      name: 'only-the-list-of-adapters-names-providers',
      severity: 'error',
      comment: 'the server names no provider outside its configuration',
      from: { path: '^packages/server/src/', pathNot: ['^packages/server/src/adapters\\.ts$', '\\.test\\.ts$'] },
      to: { path: '^packages/adapters/(?!contract/)' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core imports zod and one time-zone library: no node modules',
      from: { path: '^packages/core/src/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^packages/core/', 'node_modules/.*/?(zod|temporal-polyfill|temporal-utils|temporal-spec)/'] },
    },
    {
      name: 'rooms-do-not-reach-into-engines',
      severity: 'error',
      comment: 'only compose.ts picks engines; rooms know the ports',
      from: {
        path: '^packages/server/src/(catalog|catalog-writes|gateway|normalizer|live|webhooks|identity|http|events)/',
        pathNot: '\\.test\\.ts$|\\.suite\\.ts$|/test-[^/]*\\.ts$',
      },
      to: { path: '^packages/server/src/engines/[^/]+/(pglite|postgres|kafka|memory|redis|filesystem|s3)/' },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment: 'an import that is not declared or does not exist',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'types may refer to each other; what runs may not',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-products',
      severity: 'error',
      from: { path: '^packages/', pathNot: '\\.test\\.ts$|\\.suite\\.ts$|test-[^/]*\\.ts$|/tests/' },
      to: { path: '\\.test\\.ts$|\\.suite\\.ts$|/test-[^/]*\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // files of a template are laid over each other: by themselves they lead nowhere
    exclude: { path: '(^|/)(dist|template)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@kirana/source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
