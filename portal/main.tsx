import { render } from 'preact';

render(<h1>AI software factory</h1>, document.body);
