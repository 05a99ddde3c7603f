/**
 * What the fixers cure: `npm run bench:fixing -- --seeds 40 [--from 1] [--tests]`. Each seed makes one mistake in the audit trail's
 * finished tree; the checks and the fixers take turns as in the quality loop. `--tests` also runs the tests where nothing else finds it.
 * `--code`: mistakes in the code only. `--diffs` prints what every strategy changed.
 * `--delivery`: mistakes in pipelines, manifests, templates and container files only, found by the delivery checks.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit } from 'node:process';
import { parseArgs } from 'node:util';

import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import { createProcessRegistry } from '../../../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../../platform/embedded/sandbox/install-cache.ts';
import { finishedTree } from '../../factory/agents/fixing/finished-tree.ts';
import { codeOperators } from '../../factory/agents/fixing/code-operators.ts';
import { mutate, operators } from '../../factory/agents/fixing/mutate.ts';
import { auditPlan } from '../../factory/agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import { findingsOf, type Subject } from './checked.ts';
import { benchDelivery } from './delivery.ts';
import { figures, type Row } from './figures.ts';
import { fixRounds } from './fix-rounds.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '40' },
    from: { type: 'string', default: '1' },
    tests: { type: 'boolean', default: false },
    code: { type: 'boolean', default: false },
    diffs: { type: 'boolean', default: false },
    delivery: { type: 'boolean', default: false },
  },
});

/** What the generators do not write is not written again: the acceptance suite is another agent's. */
const writtenAgain = (tree: readonly GeneratedFile[]): GeneratedFile[] =>
  tree.filter(({ path }) => !path.startsWith('test/acceptance/'));

const asText = (files: readonly GeneratedFile[]): string =>
  JSON.stringify(files.map(({ path, content }) => [path, content]).toSorted());

const measured = async (subject: Subject, tree: readonly GeneratedFile[], seed: number): Promise<Row> => {
  const { operator, site, files } = mutate(tree, seed, values.code ? codeOperators : operators);
  const check = (now: readonly GeneratedFile[], round: number) =>
    findingsOf(subject, `fixing-${seed}-${round}`, now);
  const { files: after, ...outcome } = await fixRounds(files, writtenAgain(await finishedTree()), check);
  const restored = outcome.result === 'fixed' && asText(after) === asText(tree);
  return { seed, operator, path: site.path, restored, ...outcome };
};

const main = async (): Promise<number> => {
  const [service] = tracedAuditBlueprint.services;
  const seeds = Number(values.seeds);
  const first = Number(values.from);
  if (values.delivery && seeds > 0) return benchDelivery(first, seeds);
  if (!service || !Number.isInteger(first) || !Number.isInteger(seeds) || seeds < 1) return 2;
  const workspace = mkdtempSync(join(tmpdir(), 'fixing-'));
  try {
    const registry = createProcessRegistry(join(workspace, 'processes'));
    const sandbox = createEmbeddedSandbox({
      workspace,
      registry,
      installCache: createInstallCache({ registry }),
    });
    const subject: Subject = {
      sandbox,
      service,
      plan: auditPlan,
      tests: values.tests,
      codeOnly: values.code,
    };
    const tree = await finishedTree();
    const before = await findingsOf(subject, 'fixing-clean', tree);
    if (before.length > 0) {
      console.error('The tree has findings before anything is planted:', before);
      return 1;
    }
    const rows: Row[] = [];
    for (let seed = first; seed < first + seeds; seed += 1) {
      const row = await measured(subject, tree, seed);
      rows.push(row);
      console.log(
        [
          seed,
          row.operator,
          row.path,
          row.result,
          row.strategies.join(' → '),
          row.restored ? 'restored' : '',
          row.found.join(', '),
          row.left.join(', '),
        ].join(' | '),
      );
      if (values.diffs) console.log(row.diffs.join('\n---\n'));
    }
    console.log(figures(rows).join('\n'));
    return 0;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
};

exit(await main());
