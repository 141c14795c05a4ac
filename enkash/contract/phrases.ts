import type { ResponseFailures } from '../failures/response.ts';
import type { SessionFailures } from '../failures/session.ts';

/**
 * EnKash's words, as far as they decide something. Known phrases are on EnKash's pages, some of them on
 * those of its other products; the others are what such a platform would say. A phrase is matched
 * against whole sentences only, so that a word in a path or a longer sentence decides nothing.
 *
 * "EnKash words it differently" is one line here.
 */

/** The source of a regular expression for a whole sentence; `…` stands for a name, an id or an amount. */
const phrase = (source: string) =>
	new RegExp(`^(?:${source.replaceAll('…', '[^.;!?]{1,60}?')})$`, 'i');

const phrases = (...written: readonly string[]) => written.map(phrase);

/** The sentences of a text, without what ends them. */
const sentencesOf = (words: string): string[] =>
	words
		.split(/(?<=[.;!?])\s+|\n+/)
		.map((sentence) =>
			sentence
				.trim()
				.replace(/[.;!?]+$/, '')
				.replace(/\s+/g, ' '),
		)
		.filter((sentence) => sentence !== '');

const says = (words: string, known: readonly RegExp[]): boolean =>
	sentencesOf(words).some((sentence) => known.some((one) => one.test(sentence)));

/** Ways to name the caller's reference, and the things that a reason can be about. */
const REFERENCE =
	'(?:the |this |a )?(?:unique ?)?(?:pg ?)?(?:client ?)?(?:transaction|txn|reference|request|order)(?: ?(?:reference|ref))?(?: ?(?:number|num|no|id))?(?: …)?';
const HANDLE =
	'(?:the |this )?(?:enkash ?)?(?:card|handle|wallet|user|beneficiary|employee|cardholder)(?: ?(?:id|number))?(?: …)?';
const ACCOUNT = '(?:the |this )?(?:card )?(?:account|company)(?: …)?';
/** The fields of a request, as EnKash's pages or a person would name them. */
const FIELD =
	'(?:the |your |recipient |beneficiary |user |employee |card ?holder |holder )*(?:mobile|phone|contact|e-?mail|first ?name|last ?name|name|title|salutation|gender|amount|load ?amount|company|card ?account|account|enkash ?card|card|handle|partner|user|(?:(?:unique|client|external|pg|transaction|txn) ?)?reference|(?:transaction|txn) ?date(?: ?(?:from|to))?|allocation ?type|remarks?|date ?of ?birth|pan|address|pin ?code|state|city)(?: ?(?:number|no|id|address|type|code))?';
const IS = '(?:is |was |has been |are |currently |already |temporarily )*';

const DUPLICATE = phrases(
	`(?:duplicate|repeated) ${REFERENCE}`,
	`${REFERENCE} ${IS}(?:exists?|used|processed|present|taken|received|duplicate)(?: before| already| earlier)?`,
	`${REFERENCE} already (?:exists?|used|processed|present|taken|received)(?: …)?`,
	`duplicate (?:transaction|request|payment|entry)(?: …)?`,
	'already (?:processed|allocated|paid)',
	`(?:an? )?(?:transaction|payment|allocation) (?:with|for|under) ${REFERENCE} ${IS}(?:exists?|made|processed|found)(?: already)?`,
	`${REFERENCE} (?:must|should) be unique`,
);

/** EnKash refuses a reference because it knows it. Goes before all else that an answer says. */
export const saysDuplicate = (words: string): boolean => says(words, DUPLICATE);

type FinalReason = Extract<
	keyof ResponseFailures,
	| 'account-balance-too-low'
	| 'account-blocked'
	| 'account-not-found'
	| 'handle-balance-too-low'
	| 'handle-blocked'
	| 'handle-closed'
	| 'handle-not-found'
	| 'kyc-missing'
	| 'limit-exceeded'
	| 'field-refused'
>;

/** Reasons for a refusal that a repetition would meet again; of two that fit, the first. */
const REASONS: ReadonlyArray<readonly [FinalReason, readonly RegExp[]]> = [
	[
		'account-balance-too-low',
		phrases(
			`(?:insufficient|low|not enough|no sufficient) (?:balance|funds?)(?: available)? in ${ACCOUNT}`,
			`${ACCOUNT} (?:has|does not have|doesn't have) (?:insufficient|enough|sufficient) (?:balance|funds?)`,
			`(?:insufficient|not enough) (?:account|company) (?:balance|funds?)`,
		),
	],
	[
		'handle-balance-too-low',
		phrases(
			`(?:insufficient|low|not enough) (?:balance|funds?)(?: available)? (?:in|on) ${HANDLE}`,
			`${HANDLE} (?:has|does not have|doesn't have) (?:insufficient|enough|sufficient) (?:balance|funds?)`,
		),
	],
	['account-balance-too-low', phrases('(?:insufficient|not enough) (?:balance|funds?)')],
	[
		'account-blocked',
		phrases(
			`${ACCOUNT} ${IS}(?:blocked|suspended|inactive|closed|locked|frozen|disabled|not active)`,
		),
	],
	[
		'account-not-found',
		phrases(
			`${ACCOUNT} (?:${IS}not found|does not exist|doesn't exist|not found)(?: for …)?`,
			`(?:no|invalid) ${ACCOUNT}(?: found)?(?: for …)?`,
			'Card account not found for companyId: … and cardAccountId: …',
		),
	],
	['handle-closed', phrases(`${HANDLE} ${IS}(?:closed|expired|deleted|terminated)`)],
	[
		'handle-blocked',
		phrases(`${HANDLE} ${IS}(?:blocked|locked|inactive|suspended|frozen|disabled|not active)`),
	],
	[
		'handle-not-found',
		phrases(
			`${HANDLE} (?:${IS}not found|does not exist|doesn't exist)(?: …)?`,
			`no (?:such )?${HANDLE}(?: found)?`,
			`invalid ${HANDLE}`,
		),
	],
	[
		'kyc-missing',
		phrases(
			`(?:minimum |min |full )?kyc ${IS}(?:not|pending|incomplete|required|missing|expired)(?: …)?`,
			'KYC is not uploaded or under review for …',
			`(?:please )?complete (?:your |the )?(?:minimum |full )?kyc(?: …)?`,
		),
	],
	[
		'limit-exceeded',
		phrases(
			// A limit of time, of requests or of nothing in particular says nothing about the payment.
			`(?:the |your |per |maximum |max )*(?:(?:daily|weekly|monthly|yearly|annual|day|month|year|transaction|txn|load|wallet|card|handle|account|company|user|kyc|balance|allocation|amount|spend(?:ing)?|transfer|withdrawal|credit|cumulative|overall) )+(?:limit|maximum)(?: amount)? ${IS}(?:exceeded|reached|breached)(?: (?:for|of|by|in|on) …)?`,
			`(?:the )?maximum (?:amount|balance|load(?: amount)?) ${IS}(?:exceeded|reached|breached)(?: …)?`,
			'(?:the )?(?:amount|load ?amount) (?:exceeds|is more than|is above|is greater than) …',
		),
	],
	[
		'field-refused',
		phrases(
			`(?:invalid|missing|incorrect) (?:value (?:for|of) )?${FIELD}(?:: …)?`,
			`${FIELD} (?:is|must be|should be|cannot be|can not be|may not be) (?:an? )?(?:required|invalid|missing|mandatory|incorrect|empty|blank|null|greater than …|at least …|valid …|positive)`,
			'Company Id is required if it is an Enkash User',
			'Bin Type is not mapped on PlanMaster',
		),
	],
];

/** The reason that EnKash gave for a refusal, if it is a known one. */
export const refusalReason = (words: string): FinalReason | undefined =>
	REASONS.find(([, known]) => says(words, known))?.[0];

/**
 * What may still become of a payment, or has: someone else was asked and did not answer in time, or it
 * is under way. A refusal with such words says nothing, whatever else it says.
 */
const DOUBT =
	/\b(time[ds]?[ -]?out|under process|in process|processing|in progress|initiated|(transaction|payment|request|txn|allocation) (is )?pending|bank|switch|host|gateway|upstream|network|socket|connection|response|acknowledge?ment|callback)\b/i;

/** Words that leave open what became of a payment. */
export const saysDoubt = (words: string): boolean => DOUBT.test(words);

/** What never means "there is nothing": trouble, missing rights, limits, routing, bad questions. */
const TROUBLE =
	/\b(error|exception|fail(ed|ure)?|wrong|try again|later|unavailable|timed? ?out|permission|authori[sz]|forbidden|denied|access|token|limit|too many|throttl|path|route|url|endpoint|method|invalid|required|missing|mandatory)\b/i;

/** Words that can never stand for "there is no such transaction", however often they come. */
export const saysTrouble = (words: string): boolean => TROUBLE.test(words);

const NOTHING = phrases(
	`(?:no|no such) (?:transactions?|records?|data|results?|details?)(?: (?:found|available|exists?|present)(?: …)?)?`,
	`(?:transactions?|records?|data|reference|details?)(?: …)? (?:is |was |are |were )?not (?:found|available|present)(?: …)?`,
	`(?:transactions?|records?|data|reference|details?)(?: …)? (?:does not|doesn't|do not) exist`,
);

/** For reading lists: EnKash says that there is none instead of sending an empty one. */
export const saysNothingFound = (words: string): boolean => says(words, NOTHING);

/** EnKash names the handle's id as missing from the question. */
export const asksForHandle = (words: string): boolean =>
	/\benkash ?card ?id\b/i.test(words) &&
	/\b(required|missing|mandatory|empty|null|blank)\b/i.test(words);

// Log-ins and access: who EnKash does not let in, and why.

type AccessRefusal = Extract<
	keyof SessionFailures,
	'ip-not-allowed' | 'api-not-enabled' | 'partner-unknown' | 'encryption-differs'
>;
type LoginRefusal =
	| AccessRefusal
	| Extract<keyof SessionFailures, 'login-locked' | 'login-refused'>;

/** An id, an address or a number, where a sentence may have one. */
const ID = '(?: \\S{0,60}[\\d@]\\S{0,60})?';
const USER = `(?:the |this |your )?(?:api |enkash )?(?:user ?name|user ?account|user|account|login|client)(?: id)?${ID}`;
const CREDENTIALS =
	'(?:user |login |client |api )*(?:credentials?|user ?name|user ?id|user|login|password|client ?id|client ?secret|client|secret|log-?in details)';
const ATTEMPTS_LEFT =
	'(?:you have |only )?(?:\\d+|one|two) (?:more |login |log-in )*attempts? (?:is |are )?(?:left|remaining)(?: before …)?';
const IP = `(?:the |this |your |client |source |remote |request(?:ing)? |caller )*ip(?:[- ]?address)?(?:[ :]{1,3}[\\da-f.:]{2,45})?`;
const API = `(?:the |this |these |partner |payout |card )*apis?(?: access)?${ID}`;
const PARTNER = `(?:the |this |your )?partner(?: ?id)?${ID}`;
const NOT_ALLOWED =
	'(?:not |un|non-?)(?:white-?listed|white listed|allow-?listed|allowed|authori[sz]ed|permitted|registered|recogni[sz]ed)';

/** That it *is* locked. What may lock it some day, or is left before it does, is no lock. */
const LOCKED = phrases(
	`${USER} ${IS}(?:locked|blocked|suspended|disabled|deactivated|inactive|not active)(?: out)?(?: (?:due to|because of|for|until|since|by|as) …)?`,
	`${USER} (?:has been|was|got) (?:temporarily |permanently )?(?:locked|blocked)(?: out)? after …`,
	`too many (?:failed |unsuccessful |invalid )?(?:login |log-in )?attempts, ${USER} ${IS}locked`,
);

const REFUSED = phrases(
	`(?:bad|invalid|incorrect|wrong) ${CREDENTIALS}(?:(?: or |\\/| and |, ?)${CREDENTIALS})*(?: provided| supplied| given)?(?:,? (?:and )?${ATTEMPTS_LEFT})?`,
	`${CREDENTIALS}(?:(?: or |\\/| and )${CREDENTIALS})? (?:is |are |was |were )?(?:bad|invalid|incorrect|wrong|not correct|not valid|do not match|does not match)`,
	`${USER} ${IS}(?:not found|unknown|does not exist|doesn't exist)`,
	`(?:no such|unknown) (?:user|client)${ID}`,
	ATTEMPTS_LEFT,
	`${USER} will (?:be|get) locked (?:after|in) …`,
	'client authentication failed',
	'invalid_grant',
	'invalid_client',
);

const ACCESS: ReadonlyArray<readonly [AccessRefusal, readonly RegExp[]]> = [
	[
		'ip-not-allowed',
		phrases(
			`${IP} ${IS}${NOT_ALLOWED}(?: (?:for|to|in|with|by|at) …)?`,
			`${IP} ${IS}(?:blocked|denied|restricted|black-?listed)`,
			`(?:access|requests?|calls?) ${IS}(?:denied|blocked|rejected|forbidden|${NOT_ALLOWED}) (?:from|for) ${IP}`,
			`(?:unauthori[sz]ed|invalid|unknown|unregistered) ${IP}`,
			`(?:access|requests?|calls?) from (?:an? )?(?:unknown|${NOT_ALLOWED}) ${IP}`,
			`${IP} (?:white-?listing|allow-?listing) ${IS}(?:required|missing|pending)(?: …)?`,
		),
	],
	[
		'api-not-enabled',
		phrases(
			`${API} ${IS}(?:not enabled|disabled|not active|not activated|not subscribed|${NOT_ALLOWED})(?: (?:for|in|on|to) …)?`,
			`access to ${API} ${IS}(?:not enabled|denied|${NOT_ALLOWED})(?: …)?`,
			`(?:you are |company is )?not subscribed to ${API}`,
		),
	],
	[
		'partner-unknown',
		phrases(
			`card account ${IS}(?:not found|does not exist|doesn't exist|not mapped) (?:for|to|with|under) ${PARTNER}`,
			`${PARTNER} ${IS}(?:not found|invalid|unknown|inactive|not active|does not exist|doesn't exist|${NOT_ALLOWED})(?: …)?`,
			`(?:invalid|unknown|wrong|incorrect|unauthori[sz]ed|no such) ${PARTNER}`,
			`company ${IS}not (?:mapped|linked|registered) (?:to|with|under) ${PARTNER}`,
		),
	],
	[
		'encryption-differs',
		phrases(
			'invalid encrypted (?:request|payload|data)',
			'(?:the )?(?:request|payload) (?:is |was )?not encrypted',
			'(?:request )?(?:encryption|decryption) failed(?: (?:for|of) …)?',
			'(?:unable|failed) to (?:decrypt|encrypt) …',
			'invalid checksum(?: in the request)?',
		),
	],
];

/** Why EnKash refuses whoever calls, be it a log-in or another call. */
export const accessRefusal = (words: string): AccessRefusal | undefined =>
	ACCESS.find(([, known]) => says(words, known))?.[0];

/** Why EnKash refuses a log-in, as far as its words tell. */
export function loginRefusal(words: string): LoginRefusal | undefined {
	if (says(words, LOCKED)) return 'login-locked';
	return accessRefusal(words) ?? (says(words, REFUSED) ? 'login-refused' : undefined);
}

const TOKEN = '(?:the |this |your )?(?:access |bearer |auth(?:orization)? |session )?token';

const TOKEN_OVER = phrases(
	`(?:invalid|expired|unknown|revoked) ${TOKEN}(?:[: ]+\\S+)?`,
	`${TOKEN} (?:is |has |was |has been )?(?:expired|invalid|not valid|unknown|revoked|over)(?:[: ]+\\S+)?`,
	`(?:the |your )?session (?:is |has |was )?(?:expired|over|invalid)`,
	'invalid_token',
);

/** EnKash does not take the token of a call any more. */
export const saysTokenOver = (words: string): boolean => says(words, TOKEN_OVER);
