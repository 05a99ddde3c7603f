import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A process of its own for the tests: holds the store's write lock so many milliseconds, or until its input ends. */
const [directory = '', milliseconds] = process.argv.slice(2);
const database = new DatabaseSync(join(directory, 'store.db'));
database.exec('BEGIN IMMEDIATE');
const release = () => {
  database.exec('COMMIT');
  process.exit(0);
};
if (milliseconds === undefined) process.stdin.on('end', release).resume();
else setTimeout(release, Number(milliseconds));
process.stdout.write('held\n');
