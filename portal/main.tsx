import { render } from 'preact';

import { App } from './app/app.tsx';

const root = document.getElementById('portal');
if (!root) throw new Error('The document has no element for the portal.');
render(<App />, root);
