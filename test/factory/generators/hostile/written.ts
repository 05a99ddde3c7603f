import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { platformName } from '../../../../factory/domain/solution.ts';
import type { Design } from './replaced-texts.ts';
import { skeletonOf } from './skeletons/skeleton-of.ts';
import { wholeOutput } from './whole-output.ts';

/** Everything that is written of a design; the platform, which is named after the title, has one name. */
export const writtenOf = (design: Design): GeneratedFile[] =>
  wholeOutput(design).map(({ path, content }) => ({
    path,
    content: content.replaceAll(platformName(design.blueprint), 'the-platform'),
  }));

const around = (text: string, at: number): string => text.slice(Math.max(0, at - 60), at + 60);

/** The first place where two skeletons differ, with what stands around it. */
const difference = (hostile: string, harmless: string): string[] => {
  if (hostile === harmless) return [];
  const at = Array.from(hostile).findIndex((char, index) => char !== harmless[index]);
  const place = at < 0 ? hostile.length : at;
  return [`${around(hostile, place)}\n≠\n${around(harmless, place)}`];
};

const fault = async (hostile: GeneratedFile, harmless: GeneratedFile | undefined): Promise<string[]> => {
  try {
    const expected = harmless ? await skeletonOf(harmless) : '';
    return difference(await skeletonOf(hostile), expected).map((found) => `${hostile.path}: ${found}`);
  } catch (error) {
    return [`${hostile.path}: ${String(error)}`];
  }
};

/** Where hostile texts became more than text, or made a file that its language cannot read. */
export const faultsOf = async (
  hostile: readonly GeneratedFile[],
  harmless: readonly GeneratedFile[],
): Promise<string[]> =>
  (await Promise.all(hostile.map((file, index) => fault(file, harmless[index])))).flat();
