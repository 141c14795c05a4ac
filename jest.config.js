/** Tests are sentences; `test/e2e` runs apart, since it needs a real n8n. */
const common = {
	rootDir: __dirname,
	testEnvironment: 'node',
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
};

const project = (name, extra = {}) => ({
	...common,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.{ts,mts}`],
	...extra,
});

module.exports = {
	projects: [project('unit'), project('sandbox'), project('engine'), project('e2e')],
	testTimeout: 60_000,
};
