import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import type { Finding } from '../../../factory/domain/quality-report.ts';
import { verifyDelivery } from '../../../factory/verification/verify-delivery.ts';
import { deliveryOperators } from '../../factory/agents/fixing/delivery-operators.ts';
import { finishedTree } from '../../factory/agents/fixing/finished-tree.ts';
import { mutate } from '../../factory/agents/fixing/mutate.ts';
import { figures, type Row } from './figures.ts';
import { fixRounds } from './fix-rounds.ts';

const clock = { now: () => new Date() };

/** The delivery checks as the DevOps stage runs them, the Bicep compiler too. */
const findingsOf = async (files: readonly GeneratedFile[]): Promise<Finding[]> =>
  (await verifyDelivery({ files, clock })).flatMap(({ findings }) => findings);

const asText = (files: readonly GeneratedFile[]): string =>
  JSON.stringify(files.map(({ path, content }) => [path, content]).toSorted());

/** Plants a mistake of delivery per seed, fixes it, and prints a line for each and the figures. Answers the exit code. */
export const benchDelivery = async (first: number, seeds: number): Promise<number> => {
  const tree = await finishedTree();
  const before = await verifyDelivery({ files: tree, clock });
  const notRun = before.filter(({ name, status }) => status === 'not-run' && name !== 'image');
  const found = before.flatMap(({ findings }) => findings);
  if (found.length > 0 || notRun.length > 0) {
    console.error('The tree is not clean, or a check does not run:', found, notRun);
    return 1;
  }
  const rows: Row[] = [];
  for (let seed = first; seed < first + seeds; seed += 1) {
    const { operator, site, files } = mutate(tree, seed, deliveryOperators);
    const { files: after, ...outcome } = await fixRounds(files, tree, findingsOf);
    const restored = outcome.result === 'fixed' && asText(after) === asText(tree);
    rows.push({ seed, operator, path: site.path, restored, ...outcome });
    const strategies = outcome.strategies.join(' → ');
    console.log(
      [
        seed,
        operator,
        site.path,
        outcome.result,
        strategies,
        restored ? 'restored' : '',
        outcome.found.join(', '),
        outcome.left.join(', '),
      ].join(' | '),
    );
  }
  console.log(figures(rows).join('\n'));
  return 0;
};
