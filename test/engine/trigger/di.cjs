// What n8n-core injects comes from its own copy of this package; another copy knows nothing of it.
const { Container } = require(require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }));
exports.Container = Container;
