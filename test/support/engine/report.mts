import { inspect } from 'node:util';
import type { INodeExecutionData, IRun, ITaskData } from 'n8n-workflow';

/** What an execution came to, as far as it can be sent to another process. */
export function reportOf(run: IRun, dump = false) {
	const { error, runData } = run.data.resultData;
	return {
		status: run.status,
		error: error && errorReport(error),
		nodes: Object.fromEntries(
			Object.entries(runData).map(([name, runs]) => [name, runs.map(nodeReport)]),
		),
		dump: dump ? everythingOf(run) : '',
	};
}

/** Errors with stack, cause and context. */
const everythingOf = (run: IRun): string =>
	inspect(run, {
		depth: 20,
		maxArrayLength: null,
		maxStringLength: null,
		breakLength: Infinity,
		showHidden: true,
	});

const nodeReport = ({ data, error, executionStatus, hints }: ITaskData) => ({
	status: executionStatus,
	hints: (hints ?? []).map(({ message }) => message),
	error: error && errorReport(error),
	/** The items of each output. */
	outputs: (data?.main ?? []).map((items) => (items ?? []).map(itemReport)),
});

const itemReport = ({ error, json, pairedItem }: INodeExecutionData) => ({
	json,
	pairedItem,
	error: error && errorReport(error),
});

/** n8n passes errors on as plain objects of the same fields. */
function errorReport(error: object): Record<string, unknown> {
	const { name, message, description, httpCode, context } = new Proxy<Record<string, unknown>>(
		{},
		{ get: (_, field): unknown => Reflect.get(error, field) },
	);
	return { name, message, description, httpCode, context };
}
