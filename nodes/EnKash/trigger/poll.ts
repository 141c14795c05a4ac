import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { type Redactor, redactor } from '../../../enkash/redact.ts';
import type { Result } from '../../../enkash/result.ts';
import { Pace } from '../../../enkash/watch/pace.ts';
import type { Step, Watch } from '../../../enkash/watch/watch.ts';
import { toNodeError } from '../transport/nodeErrors.ts';
import { openTransport } from '../transport/transport.ts';
import { readForm } from './form.ts';
import { withoutGaps } from '../withoutGaps.ts';
import { type Memory, memoryOf } from './memory.ts';
import { watchOf } from './watches.ts';

const pace = new Pace(Date.now);

/** One poll: the items to start the workflow with, or `null` if nothing happened. */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { open, redact } = await transportOf(context);
	const inWords = (failure: Failure) => toNodeError(context.getNode(), failure, redact());

	if (context.getMode() === 'manual') {
		const watch = await open();
		const sample = watch.ok ? await watch.value.sample() : watch;
		if (!sample.ok) throw inWords(sample.failure);
		return [toItems([sample.value], redact())];
	}

	const memory = memoryOf(context);
	const step = await pace.next(memory.owner, async () => await look(await open(), memory));
	if (!step) return null;
	if (!step.ok) {
		if (!isRestarting(context, memory)) throw inWords(step.failure);
		pace.goOn(memory.owner);
		return null;
	}
	const { events, mustKeep } = step.value;
	// n8n saves what a trigger remembers when it puts something out, if only an empty list, and after
	// the poll that publishes a workflow. Otherwise a restart would bring the old memory back.
	const isSavedAnyway = memory.wasBlank && context.getActivationMode() !== 'update';
	return events.length > 0 || (mustKeep && !isSavedAnyway) ? [toItems(events, redact())] : null;
}

/**
 * n8n starts a published workflow again with a poll, and gives the trigger up for good if that one
 * keeps failing for half a minute. Nobody is there to publish it again, so it has to go on.
 */
const isRestarting = (context: IPollFunctions, { owner, wasBlank }: Memory) =>
	!wasBlank &&
	!pace.hasBegun(owner) &&
	['init', 'leadershipChange'].includes(context.getActivationMode());

interface Opened {
	/** Reads the form; a person that it names is looked up. */
	readonly open: () => Promise<Result<Watch>>;
	/** Takes the credential's secrets out of what is shown. */
	readonly redact: () => Redactor;
}

async function transportOf(context: IPollFunctions): Promise<Opened> {
	const transport = await openTransport(context);
	if (!transport.ok) {
		return { open: async () => await Promise.resolve(transport), redact: () => redactor([]) };
	}
	const open = async () => {
		const form = readForm(context);
		return form.ok ? await watchOf(form.value, transport.value, context.getTimezone()) : form;
	};
	return { open, redact: transport.value.redactor };
}

/** Looks once. The memory changes only when all went well. */
async function look(watch: Result<Watch>, memory: Memory): Promise<Result<Step>> {
	if (!watch.ok) return watch;
	const { subject } = watch.value;
	const step = await watch.value.look(memory.of(subject));
	if (step.ok) memory.keep(subject, step.value.memory);
	return step;
}

const toItems = (events: readonly object[], redact: Redactor): INodeExecutionData[] =>
	events.map((event) => ({ json: redact.data(withoutGaps<IDataObject[string]>({ ...event })) }));
