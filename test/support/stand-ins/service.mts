/** A request to a service, as its stand-in sees it. */
export interface ServiceRequest {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: string;
}

/** What a stand-in answers, as JSON. */
export interface ServiceAnswer {
	readonly status: number;
	readonly body: unknown;
}

/** Stands in for one service behind all of its host names. */
export interface Service {
	readonly hosts: readonly string[];
	answer(request: ServiceRequest): ServiceAnswer | Promise<ServiceAnswer>;
	/** Forgets what it was sent and told. */
	reset(): void;
}

export const ok = (body: unknown): ServiceAnswer => ({ status: 200, body });
