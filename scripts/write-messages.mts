import { writeFile } from 'node:fs/promises';
import { MESSAGES_PAGE, messagesPage } from './messages.mts';

await writeFile(MESSAGES_PAGE, messagesPage('.'));
