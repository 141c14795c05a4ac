const n8n = require('n8n-core');
const { Container } = require('./di.cjs');

/** n8n's own timetable with its clock taken out: a tick comes when it is asked for. */
class Timetable {
	tick = () => Promise.reject(new Error('The trigger was not published'));

	registerCron(_, tick) {
		this.tick = tick;
	}
}

/**
 * Publishes a workflow as n8n did before 2.x polled by itself, and polls when its timetable would.
 *
 * @param {import('n8n-workflow').Workflow} workflow
 * @param {import('n8n-workflow').IPollFunctions} context
 */
exports.olderPoll = (workflow, context) => {
	const { ActiveWorkflows } = n8n;
	const needs = Reflect.getMetadata('design:paramtypes', ActiveWorkflows);
	const [logger, , triggersAndPollers, errorReporter] = needs.map((need) => Container.get(need));
	const timetable = new Timetable();
	const active = new ActiveWorkflows(logger, timetable, triggersAndPollers, errorReporter);
	return async (isFirst = false) => {
		if (!isFirst) return await timetable.tick();
		const { additionalData, mode } = context;
		const activation = context.getActivationMode();
		const contextOf = () => context;
		const { id } = workflow;
		await active.add(id, workflow, additionalData, mode, activation, contextOf, contextOf);
	};
};
