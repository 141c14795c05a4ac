import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import type { Person } from '../../../enkash/contract/allocation.ts';
import { parseMobile } from '../../../enkash/mobile.ts';
import { parseEmail, parseFirstName } from '../../../enkash/person.ts';
import { type Choice, choiceOf } from '../input/schemas.ts';

const TITLES: ReadonlyArray<Choice<Person['title']>> = [
	{ name: 'Mr', value: 'Mr', alsoWritten: ['shri', 'sri', 'mister'] },
	{ name: 'Mrs', value: 'Mrs', alsoWritten: ['smt', 'shrimati'] },
	{ name: 'Ms', value: 'Ms', alsoWritten: ['miss', 'kumari', 'kum'] },
];

const GENDERS: ReadonlyArray<Choice<Person['gender']>> = [
	{ name: 'Female', value: 'F', alsoWritten: ['woman'] },
	{ name: 'Male', value: 'M', alsoWritten: ['man'] },
];

const toOptions = (choices: ReadonlyArray<Choice<string>>): INodePropertyOptions[] =>
	choices.map(({ name, value }) => ({ name, value }));

/** Who gets a handle. EnKash knows people by mobile number and e-mail. Nothing is taken for granted. */
export const personFields: INodeProperties[] = [
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Asha',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'options',
		options: toOptions(TITLES),
		default: '',
		required: true,
	},
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'options',
		options: toOptions(GENDERS),
		default: '',
		required: true,
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. asha@example.com',
	},
	{
		displayName: 'Mobile',
		name: 'mobile',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 9600098867',
		description: 'The Indian mobile number by which EnKash knows the person, with or without +91',
	},
];

export const personInput = z.object({
	firstName: checked(parseFirstName),
	title: choiceOf('Title', TITLES),
	gender: choiceOf('Gender', GENDERS),
	email: checked(parseEmail),
	mobile: checked(parseMobile),
});
