/**
 * Something that the person at the keyboard can put right. Its message is one clear sentence, and
 * is all that they are shown: no stack.
 */
export class SetupError extends Error {}
