import { createGitSourceControl } from '../../../../../platform/embedded/azure-devops/source-control/git-source-control.ts';
import { deliveryFiles } from './delivery-files.ts';

/** A process of its own for the tests: says when it begins, makes the repository and commits to it twice. */
const [directory = ''] = process.argv.slice(2);
const control = createGitSourceControl({
  directory,
  clock: { now: () => new Date('2026-01-01T00:00:00Z') },
  author: { name: 'Factory', email: 'factory@example.com' },
});
process.stdout.write('begin\n');
const { name } = await control.ensureRepository('p-1', 'connectsoft/factory/audit-trail');
for (const key of ['one', 'two']) {
  const { commit } = await control.commit(name, {
    key,
    message: `Commit ${key}`,
    files: deliveryFiles(key),
    workItemIds: [1],
  });
  process.stdout.write(`${commit}\n`);
}
