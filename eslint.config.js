import react from '@eslint-react/eslint-plugin'
import { defineConfig, globalIgnores } from 'eslint/config'
import noUnsanitized from 'eslint-plugin-no-unsanitized'
import reactHooks from 'eslint-plugin-react-hooks'
import security from 'eslint-plugin-security'
import typescript from 'typescript-eslint'

/** Programs that a person starts: they may read the environment and print. */
const commands = ['server/**/*-cli.ts', 'server/serve.ts', 'server/self-check.ts', 'prisma/*.ts']

const ban = {
  unsafeSql: {
    selector: 'MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]',
    message: 'SQL is written as a tagged template, so that values travel as parameters.',
  },
  extendedClient: {
    selector: "CallExpression[callee.property.name='$extends']",
    message: 'The database client is used as generated; a rule hidden in an extension is read by nobody.',
  },
  environment: {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'server/config.ts is the only reader of the environment; take the value from ctx.config.',
  },
  ownTime: {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is an argument: ctx.clock.now().',
  },
  temporalNow: {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'Time is an argument: ctx.clock.now().',
  },
  chance: {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Ids and secrets come from core/ids.ts.',
  },
  barrel: { selector: 'ExportAllDeclaration', message: 'Import the file that has the thing; no barrels.' },
  rawHtml: { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is rendered as text.' },
}

const serverBans = [ban.unsafeSql, ban.extendedClient, ban.environment, ban.ownTime, ban.temporalNow, ban.chance, ban.barrel]

export default defineConfig([
  globalIgnores(['**/dist/**', 'server/db/generated/**', 'node_modules/**', 'coverage/**', 'test-results/**', '.data/**']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  {
    name: 'typescript',
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-syntax': ['error', ban.unsafeSql, ban.barrel, ban.rawHtml],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Passing on what answers nothing is how an arrow function reads best.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      // Names are split into code points on purpose: 𠮷 is one character of a name.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Fastify's plugins and handlers are async by contract, whether or not they wait for something.
      '@typescript-eslint/require-await': 'off',
      // A type parameter that appears once is how a typed job or contract is declared.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },

  {
    name: 'security',
    files: ['**/*.ts', '**/*.tsx', '**/*.js', '**/*.mjs'],
    plugins: { security },
    rules: {
      'security/detect-bidi-characters': 'error',
      'security/detect-invisible-characters': 'error',
      'security/detect-buffer-noassert': 'error',
      'security/detect-eval-with-expression': 'error',
      'security/detect-new-buffer': 'error',
      'security/detect-non-literal-regexp': 'error',
      'security/detect-pseudoRandomBytes': 'error',
      'security/detect-unsafe-regex': 'error',
    },
  },

  {
    name: 'server',
    files: ['server/**/*.ts', 'prisma/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...serverBans],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'pg', message: 'Only server/db speaks to PostgreSQL.' }],
          patterns: [{ group: ['**/generated/**', '@prisma/*'], message: 'Only server/db imports the generated client.' }],
        },
      ],
    },
  },
  { name: 'server/db', files: ['server/db/**/*.ts', 'prisma.config.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    name: 'the seed writes as the owner, in bulk',
    files: ['prisma/seed/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['**/generated/**', '@prisma/*'], message: 'Only server/db imports the generated client.' }] }] },
  },
  {
    name: 'the only reader of the environment',
    files: ['server/config.ts'],
    rules: { 'no-restricted-syntax': ['error', ...serverBans.filter((one) => one !== ban.environment)] },
  },
  {
    name: 'the only source of time',
    files: ['server/core/time.ts', 'server/**/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...serverBans.filter((one) => one !== ban.ownTime)] },
  },
  {
    name: 'commands',
    files: commands,
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': ['error', ban.unsafeSql, ban.extendedClient, ban.chance, ban.barrel],
    },
  },

  {
    name: 'pages',
    files: ['liff-app/**/*.ts', 'liff-app/**/*.tsx', 'test/line-sandbox/town/**/*.ts', 'test/line-sandbox/town/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, '@eslint-react': react },
    rules: {
      ...Object.fromEntries(Object.keys(reactHooks.configs.flat.recommended.rules).map((name) => [name, 'error'])),
      // Made for React's compiler, which we don't use: they take every object that holds a ref for a ref.
      'react-hooks/incompatible-library': 'off',
      'react-hooks/refs': 'off',
      '@eslint-react/dom-no-dangerously-set-innerhtml': 'error',
      '@eslint-react/dom-no-script-url': 'error',
      '@eslint-react/dom-no-unsafe-iframe-sandbox': 'error',
      '@eslint-react/dom-no-unsafe-target-blank': 'error',
      '@eslint-react/no-missing-key': 'error',
      '@eslint-react/no-duplicate-key': 'error',
      '@eslint-react/no-leaked-conditional-rendering': 'error',
      '@eslint-react/no-nested-component-definitions': 'error',
      '@eslint-react/no-unstable-context-value': 'error',
      '@eslint-react/web-api-no-leaked-event-listener': 'error',
      '@eslint-react/web-api-no-leaked-interval': 'error',
      '@eslint-react/web-api-no-leaked-timeout': 'error',
      // React's own onClick and friends take functions whose answer nobody waits for.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, properties: false } }],
    },
  },
  {
    name: 'whatever runs in a browser',
    files: ['liff-app/**', 'test/line-sandbox/town/**', 'test/line-sandbox/bridge/**'],
    plugins: { 'no-unsanitized': noUnsanitized },
    rules: { 'no-unsanitized/method': 'error', 'no-unsanitized/property': 'error' },
  },
  { name: 'mini-app', files: ['liff-app/**/*.ts', 'liff-app/**/*.tsx'], rules: { 'no-console': 'error' } },

  {
    name: 'tests',
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      // A test that is wrong about what is there should fail loudly; `!` does that in one character.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'security/detect-non-literal-regexp': 'off',
      'security/detect-unsafe-regex': 'off',
      'no-restricted-syntax': ['error', ban.barrel, ban.rawHtml],
    },
  },

  { name: 'plain JavaScript', files: ['**/*.js', '**/*.mjs', '**/*.cjs'], extends: [typescript.configs.disableTypeChecked] },
])
