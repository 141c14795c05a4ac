import { readFile, writeFile } from 'node:fs/promises';
import { CONTRACT_PAGE, withDialects } from './dialects.mts';
import { MESSAGES_PAGE, messagesPage } from './messages.mts';

await writeFile(MESSAGES_PAGE, messagesPage('.'));
await writeFile(CONTRACT_PAGE, withDialects(await readFile(CONTRACT_PAGE, 'utf8')));
