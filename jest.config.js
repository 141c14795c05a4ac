const typescript = [
	'@swc/jest',
	{
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
	},
];

/** Tests are sentences; `e2e` and `compat` run apart, since they need more of n8n than is here. */
const common = {
	rootDir: __dirname,
	testEnvironment: 'node',
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json'],
	transform: { '\\.m?ts$': typescript },
};

const project = (name, extra = {}) => ({
	...common,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.{ts,mts}`],
	...extra,
});

/** Drives n8n with the scripts that `npm start` is made of, and these with ECMAScript modules. */
const e2e = project('e2e', {
	transform: { '\\.m[jt]s$|/get-port/.*\\.js$': typescript },
	transformIgnorePatterns: ['/node_modules/(?!get-port/)'],
});

module.exports = {
	projects: [...['unit', 'deep', 'sandbox', 'engine', 'compat'].map((name) => project(name)), e2e],
	testTimeout: 600_000,
};
