import type { INode } from 'n8n-workflow';

/** Whether n8n runs the node as an agent's tool: what it says is then read by a model, not a person. */
export const isTool = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('Tool');
