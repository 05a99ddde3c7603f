import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';

/** A process of its own for the tests: writes generations of 50 files until it is killed, and says each one it stored. */
const { artifacts } = createEmbeddedStores({ directory: process.argv[2] ?? '' });
for (let generation = 1; ; generation++) {
  const files = Array.from({ length: 50 }, (_, index) => ({
    path: `src/file-${index}.ts`,
    content: `// generation ${generation}\n`,
  }));
  await artifacts.putAll('p', 'engineering', files);
  process.stdout.write(`${generation}\n`);
}
