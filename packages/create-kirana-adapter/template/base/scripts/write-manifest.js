// Writes kirana.manifest.json from the built code: what anybody can know of this adapter without running it.
import { writeFile } from 'node:fs/promises';
import { staticManifest } from '@kirana/adapter';
import adapter from '../dist/index.js';

const file = new URL('../kirana.manifest.json', import.meta.url);
await writeFile(file, `${JSON.stringify(staticManifest(adapter), null, 2)}\n`);
