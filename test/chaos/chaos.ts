import { HELP, readArguments, type ChaosArguments } from './lib/arguments.ts';
import { PARTS } from './lib/parts.ts';
import { figuresLine, runParts, violationLines } from './lib/run-parts.ts';

/** What a run survives. Parts and options: `npm run chaos -- --help`. */
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const run = async ({ only, minutes, ...asked }: ChaosArguments): Promise<number> => {
  const began = performance.now();
  const timeLeft = (): number => minutes * 60_000 - (performance.now() - began);
  const results = await runParts(PARTS, only, { ...asked, timeLeft }, print);
  const violations = violationLines(results);
  violations.forEach(print);
  print(figuresLine(results, asked.seed, (performance.now() - began) / 1000));
  return violations.length === 0 ? 0 : 1;
};

const read = (): ChaosArguments | undefined => {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
};

const given = read();
if (given?.help) print(HELP);
process.exitCode = given === undefined ? 2 : given.help ? 0 : await run(given);
