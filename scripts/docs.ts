import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { documents, read, root } from './reference/documents.ts';

/** Writes the documents that follow from the code: references, tables, the schema of a run's result. */
for (const [path, make] of Object.entries(documents)) {
  const before = existsSync(join(root, path)) ? read(path) : undefined;
  const after = await make();
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), after);
  console.log(`${path}: ${before === after ? 'up to date' : 'written'}`);
}
