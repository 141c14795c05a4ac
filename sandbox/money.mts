/** Rupees as whole paise, or `undefined` for an amount with more than two decimals. */
export function toPaise(rupees: number): number | undefined {
	const paise = Math.round(rupees * 100);
	return Number.isSafeInteger(paise) && paise / 100 === rupees ? paise : undefined;
}

/** Whole paise as the number of rupees that EnKash writes. */
export const toRupees = (paise: number): number => paise / 100;
