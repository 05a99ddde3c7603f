import { expect, it } from 'vitest';

import { openContainer } from '#connectsoft/cosmos-container';

it('opens the container without a connection', () => {
  const { container, close } = openContainer('https://example.documents.azure.com', 'test', 'client');
  expect(container.url).toBe('dbs/test/colls/documents');
  close();
});
