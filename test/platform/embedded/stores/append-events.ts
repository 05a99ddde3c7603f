import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';

/** A process of its own for the tests: appends 25 events to project `p`, named after itself. */
const [directory = '', name = ''] = process.argv.slice(2);
const { journal, close } = createEmbeddedStores({ directory });
for (let number = 1; number <= 25; number++) {
  await journal.append({
    specversion: '1.0',
    id: `${name}-${number}`,
    source: '/test',
    type: 'stage.started',
    subject: 'p',
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    projectid: 'p',
    correlationid: 'c',
    causationid: 'c',
    data: { message: '' },
  });
}
close();
