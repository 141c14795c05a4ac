// The lint of what runs beside the package (eslint.config.mjs is n8n's own, for what ships):
//   eslint -c eslint.tools.config.mjs
import { createRequire } from 'node:module';

// The linter's TypeScript side comes with n8n's command, at the version which that was tested with.
const ofNodeCli = createRequire(
	new URL('./node_modules/@n8n/node-cli/package.json', import.meta.url),
);
const tseslint = ofNodeCli('typescript-eslint');

export default tseslint.config(
	{ ignores: ['node_modules/', 'dist/', '**/*.ts', '**/*.js', '*.mjs'] },
	{
		files: ['**/*.mts', 'scripts/**/*.mjs'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// Numbers in sentences are what messages are made of.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
	{
		// JavaScript can only cast in a comment, and JSON.parse gives it `any`.
		files: ['scripts/**/*.mjs'],
		rules: {
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
		},
	},
);
