const typescript = [
	'@swc/jest',
	{
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
	},
];

/**
 * What tested code takes from JavaScript itself. Jest looks each of them up in a context of its own
 * whenever it is used, which makes fuzzing five times as slow, unless it is told of them.
 */
const LANGUAGE = [
	...['Array', 'BigInt', 'Boolean', 'Buffer', 'Date', 'Error', 'Intl', 'JSON', 'Map', 'Math'],
	...['Number', 'Object', 'Promise', 'Proxy', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol'],
	...['TypeError', 'URL', 'WeakMap', 'isFinite', 'isNaN', 'parseInt'],
];

/** Tests are sentences; `e2e` and `compat` run apart, since they need more of n8n than is here. */
const common = {
	rootDir: __dirname,
	testEnvironment: 'node',
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json'],
	transform: { '\\.(m[jt]s|ts)$': typescript },
	sandboxInjectedGlobals: LANGUAGE,
};

const project = (name, extra = {}) => ({
	...common,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.{ts,mts}`],
	...extra,
});

/** Drives n8n with the scripts that `npm start` is made of, and these with ECMAScript modules. */
const e2e = project('e2e', {
	transform: { '\\.(m[jt]s|ts)$|/get-port/.*\\.js$': typescript },
	transformIgnorePatterns: ['/node_modules/(?!get-port/)'],
});

module.exports = {
	projects: [...['unit', 'deep', 'sandbox', 'engine', 'compat'].map((name) => project(name)), e2e],
	testTimeout: 600_000,
};
