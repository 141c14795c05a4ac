/**
 * Runs a workflow where n8n's engine still takes its arguments one by one.
 *
 * @param {import('n8n-core').WorkflowExecute} engine
 */
exports.olderRun = (engine, { pinData, startNode, workflow }) =>
	engine.run(workflow, startNode, undefined, pinData);
