// n8n-core loads n8n-workflow as CommonJS. Importing it by name would load its ECMAScript twin: a
// second set of classes, whose errors n8n-core would not recognise as its own. The names stand here
// since Node cannot read them off every version of it.
const n8n = require('n8n-workflow');

exports.createEmptyRunExecutionData = n8n.createEmptyRunExecutionData;
exports.deepCopy = n8n.deepCopy;
exports.getCredentialOwnRequestAllowedDomains = n8n.getCredentialOwnRequestAllowedDomains;
exports.isExpression = n8n.isExpression;
exports.NodeHelpers = n8n.NodeHelpers;
exports.Workflow = n8n.Workflow;
