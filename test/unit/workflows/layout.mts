import { z } from 'zod';
import { isNote } from './ready.mts';
import type { ReadyNode } from './ready.mts';

export interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const noteSize = z.object({ width: z.number(), height: z.number() });

/** What the editor draws: a square with two lines of text under it. */
const STEP = { width: 100, height: 160 };
/** A step that others hang from has its name inside. */
const WIDE = { width: 260, height: 100 };

/** The place that a node takes on the canvas. */
export function boxOf(node: ReadyNode): Box {
	const [left, top] = node.position;
	const { height, width } = sizeOf(node);
	return { name: node.name, left, top, right: left + width, bottom: top + height };
}

function sizeOf(node: ReadyNode) {
	if (isNote(node)) return noteSize.parse(node.parameters);
	return node.type.endsWith('.agent') ? WIDE : STEP;
}

/** The pairs that cover each other. */
export function overlapsOf(boxes: readonly Box[]): string[] {
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => isOver(one, other))
			.map((other) => `${one.name} / ${other.name}`),
	);
}

const isOver = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;
