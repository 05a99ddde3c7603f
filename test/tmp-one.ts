import { finishedTree } from './factory/agents/fixing/finished-tree.ts';
import { mutate } from './factory/agents/fixing/mutate.ts';
import { deliveryOperators } from './factory/agents/fixing/delivery-operators.ts';
import { inspectDelivery } from '../factory/verification/inspect-delivery.ts';
import { repairDelivery } from '../factory/agents/fixing/delivery/repair-delivery.ts';
const tree = await finishedTree();
let n = 0; const look = inspectDelivery();
const inspect = (f: any, c: any) => { n += 1; return look(f, c); };
for (const seed of process.argv.slice(2).map(Number)) {
  const { operator, site, files } = mutate(tree, seed, deliveryOperators);
  const findings = await look(files, ['pipeline-schema','kubernetes','containers','consistency','bicep']);
  n = 0; const t = Date.now();
  const after = await repairDelivery({ files, findings, inspect });
  console.log(seed, operator, site.path, 'inspected', n, 'ms', Date.now()-t);
  for (const f of after) {
    const old = tree.find(({path}) => path === f.path)!.content.split('\n'), bad = files.find(({path}) => path === f.path)!.content.split('\n'), now = f.content.split('\n');
    now.forEach((l, i) => { if (l !== old[i] && !old.includes(l)) console.log('   ', f.path, i+1, JSON.stringify(old[i]), JSON.stringify(bad[i]), '->', JSON.stringify(l)); });
    console.log('   restored', f.path, f.content === old.join('\n'));
  }
}
