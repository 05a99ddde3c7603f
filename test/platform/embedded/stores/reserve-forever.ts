import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';

/** Reserves 7 tokens under keys of its own until it is refused; prints how often it was not. Arguments: workspace, name. */
const [directory = '', name = ''] = process.argv.slice(2);
const { budgets, close } = createEmbeddedStores({ directory });
let granted = 0;
while ((await budgets.reserve('p', `${name}-${granted}`, { tokens: 7 })).ok) granted += 1;
close();
process.stdout.write(`${granted}\n`);
