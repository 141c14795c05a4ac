const { registerHooks } = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');

exports.findModulesWith = (find) => {
	registerHooks({
		resolve(specifier, context, next) {
			const { parentURL = '' } = context;
			const path = parentURL.startsWith('file:') && find(specifier, fileURLToPath(parentURL));
			if (!path) return next(specifier, context);
			return { url: pathToFileURL(path).href, format: 'commonjs', shortCircuit: true };
		},
	});
};
