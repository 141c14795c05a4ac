/** The data of a failure that its code says all about. */
export type None = Readonly<Record<never, never>>;
