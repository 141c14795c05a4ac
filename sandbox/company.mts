/** The imaginary company that the sandbox serves. Every value here is made up. */
export const DEMO = {
	partnerId: 'CR1DEMO01',
	companyId: 'CEK1DEMOCO',
	cardAccountId: 'CA1DEMO01',
	secondCardAccountId: 'CA2DEMO02',
	username: '9000000001',
	password: 'petty-cash-demo',
	secondUsername: '9000000002',
	secondPassword: 'field-team-demo',
	clientId: 'CEK2DEMOCL',
	clientSecret: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
} as const;

export const COMPANY_NAME = 'Demo Trading Private Limited';

type Title = 'Mr' | 'Mrs' | 'Ms';

/** One handle: title, first name, last name, e-mail, mobile, balance in rupees, and its state. */
export type Employee = readonly [
	title: Title,
	firstName: string,
	lastName: string,
	email: string,
	mobile: string,
	rupees: number,
	state?: 'blocked',
];

/** The first is the account's primary handle. Arjun has two handles, Zoya's is blocked. */
const HEAD_OFFICE: readonly Employee[] = [
	['Ms', 'Asha', 'Menon', 'asha.menon@example.com', '9600000001', 12500],
	['Mr', 'Ravi', 'Kumar', 'ravi.kumar@example.com', '9600000002', 1840.5],
	['Mrs', 'Lakshmi', 'Iyer', 'lakshmi.iyer@example.com', '9600000003', 0],
	['Mr', 'Arjun', 'Reddy', 'arjun.reddy@example.com', '9600000004', 2300.75],
	['Mr', 'Arjun', 'Reddy', 'arjun.reddy@example.com', '9600000004', 410],
	['Ms', 'Priya', 'Nair', 'priya.nair@example.com', '9600000005', 999.99],
	['Mr', 'प्रिय', 'शर्मा', 'priy.sharma@example.com', '9600000006', 650],
	['Ms', 'கயல்விழி', 'முருகன்', 'kayal.murugan@example.com', '9600000007', 725.25],
	['Mr', 'José', 'D’Souza', 'jose.dsouza@example.com', '9600000008', 80],
	['Ms', 'Zoya', 'Khan', 'zoya.khan@example.com', '9600000009', 1500, 'blocked'],
	['Mr', 'Imran', 'Shaikh', 'imran.shaikh@example.com', '9600000010', 0],
	['Mrs', 'Meenakshi', 'Sundaram', 'meenakshi.s@example.com', '9600000011', 5000],
	['Mr', 'Gurpreet', 'Singh', 'gurpreet.singh@example.com', '9600000012', 320.1],
	['Ms', 'Simran', 'Kaur', 'simran.kaur@example.com', '9600000013', 47.2],
	['Mr', 'Debashish', 'Banerjee', 'd.banerjee@example.com', '9600000014', 2750],
	['Ms', 'Ananya', 'Chatterjee', 'ananya.c@example.com', '9600000015', 0],
	['Mr', 'Vikram', 'Rathore', 'vikram.rathore@example.com', '9600000016', 150],
	['Mrs', 'Sunita', 'Deshmukh', 'sunita.deshmukh@example.com', '9600000017', 1999.01],
	['Mr', 'Suresh', 'Patel', 'suresh.patel@example.com', '9600000018', 880],
	['Ms', 'Kavya', 'Gowda', 'kavya.gowda@example.com', '9600000019', 60.6],
	['Mr', 'Thomas', 'Kurian', 'thomas.kurian@example.com', '9600000020', 3400],
	['Ms', 'Nandini', 'Rao', 'nandini.rao@example.com', '9600000021', 0],
	['Mr', 'Rohan', 'Joshi', 'rohan.joshi@example.com', '9600000022', 275],
	['Mrs', 'Farida', 'Ansari', 'farida.ansari@example.com', '9600000023', 1200],
	['Mr', 'Bhupen', 'Hazarika', 'bhupen.h@example.com', '9600000024', 33.33],
	['Ms', 'Tenzin', 'Dolma', 'tenzin.dolma@example.com', '9600000025', 710],
];

const FIELD_TEAM: readonly Employee[] = [
	['Mr', 'Harish', 'Pillai', 'harish.pillai@example.com', '9600000101', 4200],
	['Ms', 'Deepa', 'Verma', 'deepa.verma@example.com', '9600000102', 0],
	['Mr', 'Ravi', 'Kumar', 'ravi.kumar@example.com', '9600000002', 15.5],
];

/** The accounts as they stand when the sandbox starts. Balances in rupees. */
export const ACCOUNTS = [
	{
		id: DEMO.cardAccountId,
		title: `${COMPANY_NAME} - Petty Cash`,
		availableBalance: 250_000,
		employees: HEAD_OFFICE,
	},
	{
		id: DEMO.secondCardAccountId,
		title: `${COMPANY_NAME} - Field Team`,
		availableBalance: 18_750.25,
		employees: FIELD_TEAM,
	},
] as const;

/** Employees that exist only when a reset asks for more than the company has. */
export function inventedEmployee(number: number): Employee {
	const digits = String(number).padStart(5, '0');
	const title = number % 2 === 0 ? 'Mr' : 'Ms';
	const email = `employee.${digits}@example.com`;
	return [title, 'Employee', `No ${digits}`, email, `97000${digits}`, number % 50];
}
