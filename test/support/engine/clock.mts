const realNow = Date.now.bind(Date);

/** Makes it another moment (ISO 8601), from which time goes on; without one, the real time again. */
export function setClock(now?: string): void {
	const ahead = now === undefined ? 0 : Date.parse(now) - realNow();
	Date.now = () => realNow() + ahead;
}
