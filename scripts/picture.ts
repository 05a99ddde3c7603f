import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { screenOf } from './picture/screen.ts';
import { svgOf } from './picture/svg.ts';

/**
 * `node scripts/picture.ts TYPESCRIPT OUTPUT [--prompt COMMAND] [--replace TEXT=WITH]…`: a picture (SVG) of what a terminal showed at the end, from a
 * record of `script --quiet --command … TYPESCRIPT`. `--prompt` says what was typed, `--replace` takes paths of this machine
 * out of it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    prompt: { type: 'string', default: '' },
    replace: { type: 'string', multiple: true, default: [] },
  },
});
const [record, output] = positionals;
if (record === undefined || output === undefined)
  throw new Error('Say which record, and where the picture goes.');

const text = values.replace.reduce(
  (all, each) => {
    const [from = '', to = ''] = each.split('=');
    return all.replaceAll(from, to);
  },
  readFileSync(record, 'utf8'),
);
// `script` frames its record with two lines of its own.
const shown = text.replaceAll(/^Script (?:started|done) on .*\r?\n?/gm, '');
const typed = values.prompt === '' ? '' : `$ ${values.prompt}\n\n`;
writeFileSync(output, svgOf(screenOf(typed + shown)));
