// n8n-core loads n8n-workflow as CommonJS. Importing it by name would load its ECMAScript twin: a
// second set of classes, whose errors n8n-core would not recognise as its own.
module.exports = require('n8n-workflow');
