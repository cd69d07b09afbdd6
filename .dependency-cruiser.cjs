/**
 * Who may import whom. The map is in server/README.md; this file holds it.
 *
 * Highest first: a rank imports lower ranks only, and members of one rank don't know each other. Type-only imports
 * count, because a type from above is knowledge of what is above.
 */
const ranks = [
  ['serve.ts', 'self-check.ts', 'replay.ts'],
  ['web.ts', 'worker.ts'],
  ['app.ts', 'jobs.ts'],
  ['chat', 'sign-in', 'privacy', 'controls'],
  ['fraud'],
  ['cases'],
  ['payments'],
  ['customers', 'stores', 'secretariat'],
  ['devices'],
  ['approval'],
  ['audit'],
  ['job.ts', 'sweep.ts'],
  ['context.ts'],
  ['http', 'line', 'mail', 'documents', 'practice-clock.ts'],
  ['db'],
  ['config.ts'],
  ['core'],
]

const screens = ['customer', 'store', 'secretariat']

module.exports = {
  forbidden: [
    ...ranks.flatMap(downwardOnly),
    ...ranks.filter((members) => members.length > 1).map(strangers),
    {
      name: 'every-server-file-has-a-rank',
      comment: 'Files in server/ and its folders are listed in the ranks above; a new one needs a decision.',
      severity: 'error',
      from: { path: '^server/', pathNot: ranks.flat().map(place) },
      to: {},
    },
    {
      name: 'routes-only-from-app',
      comment: 'app.ts is the list of everything that can be asked; nothing else mounts or borrows routes.',
      severity: 'error',
      from: { pathNot: '^server/app\\.ts$' },
      to: { path: '^server/[^/]+/routes\\.ts$' },
    },
    {
      name: 'jobs-only-from-jobs',
      comment: 'jobs.ts is the list of everything the worker does.',
      severity: 'error',
      from: { pathNot: '^server/jobs\\.ts$' },
      to: { path: '^server/[^/]+/jobs\\.ts$' },
    },
    {
      name: 'contracts-are-pure',
      comment: 'A contract goes to the browser too: zod, plain values and other contracts only.',
      severity: 'error',
      from: { path: '^server/.+/contract\\.ts$' },
      to: { path: '^(server|liff-app|prisma|test|node:|node_modules)|^[a-z_]+$', pathNot: ['^server/.+/contract\\.ts$', '^server/core/(?!ids\\.ts$)', '^node_modules/zod/'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'mini-app-sees-contracts-only',
      severity: 'error',
      from: { path: '^liff-app/' },
      to: { path: '^(server|prisma)/', pathNot: ['^server/.+/contract\\.ts$', '^server/core/'] },
    },
    {
      name: 'screens-are-strangers',
      comment: 'What two roles share lies in ui/.',
      severity: 'error',
      from: { path: `^liff-app/(${screens.join('|')})/` },
      to: { path: `^liff-app/(${screens.join('|')})/`, pathNot: '^liff-app/$1/' },
    },
    {
      name: 'ui-knows-no-route-api-or-role',
      severity: 'error',
      from: { path: '^liff-app/ui/' },
      to: { path: [`^liff-app/(${screens.join('|')})/`, '^liff-app/(main|routes|paths|api|session)\\.tsx?$'] },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^(server|liff-app|prisma)/' },
      to: { path: '^test/' },
    },
    {
      name: 'server-sees-no-page-and-no-seed',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(liff-app|prisma)/' },
    },
    {
      name: 'sandbox-speaks-http-only',
      comment: 'It plays the LINE platform; what it knew of our code it could not be honest about.',
      severity: 'error',
      from: { path: '^test/line-sandbox/', pathNot: '^test/line-sandbox/start-town\\.ts$' },
      to: { path: '^(server|liff-app|prisma)/' },
    },
    {
      name: 'npm-start-borrows-the-database-only',
      comment: 'start-town.ts starts processes; the one thing it borrows is the embedded PostgreSQL.',
      severity: 'error',
      from: { path: '^test/line-sandbox/start-town\\.ts$' },
      to: { path: '^(server|liff-app|prisma)/', pathNot: '^server/db/embedded\\.ts$' },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(server|liff-app|prisma)/', pathNot: '^liff-app/vite\\.config\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'only-declared-packages',
      comment: 'A package that is only there because another one needs it may leave any day.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      comment: 'An import of an address (`?url`) is for vite, which fails when the file is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.wasm\\?url$' },
    },
    {
      name: 'no-dead-files',
      comment: 'Nothing imports it and it imports nothing: it is not part of the programme.',
      severity: 'error',
      from: { orphan: true, path: '^(server|liff-app)/', pathNot: ['\\.d\\.ts$', 'vite\\.config\\.ts$'] },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^server/db/generated/', '/dist/'] },
    builtInModules: { add: [] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'] },
  },
}

function downwardOnly(members, rank) {
  if (rank === 0) return []
  return [
    {
      name: `${members.map(bare).join('-')}-imports-nothing-above`,
      severity: 'error',
      from: { path: members.map(place) },
      to: { path: ranks.slice(0, rank).flat().map(place) },
    },
  ]
}

function strangers(members) {
  const any = `^server/(${members.map((member) => member.replace('.', '\\.')).join('|')})(?:/|$)`
  return {
    name: `${members.map(bare).join('-')}-are-strangers`,
    severity: 'error',
    from: { path: any },
    to: { path: any, pathNot: '^server/$1(?:/|$)' },
  }
}

function place(member) {
  return member.endsWith('.ts') ? `^server/${member.replace('.', '\\.')}$` : `^server/${member}/`
}

function bare(member) {
  return member.replace('.ts', '')
}
