import {
  sketchBlocks,
  sketchCapacities,
  sketchLimits,
  sketchOverlaps,
  sketchUnique,
} from './shared-rules.ts';
import { sketchFrozen, sketchDue, sketchTimeouts, sketchWindows } from './timed-rules.ts';
import { sketchComparisons, sketchFormulas, sketchLedgerRules, sketchPermissions } from './value-rules.ts';
import type { Sketch, Sketches } from './sketch.ts';

/** All rules of a thing in closed terms; what cannot be put so is unrealised with its reason. */
export const sketchRules = (sketch: Sketch, sketches: Sketches): void => {
  sketchFormulas(sketch);
  sketchComparisons(sketch);
  sketchLedgerRules(sketch);
  sketchFrozen(sketch);
  sketchDue(sketch);
  sketchTimeouts(sketch);
  sketchCapacities(sketch, sketches);
  sketchLimits(sketch, sketches);
  sketchUnique(sketch, sketches);
  sketchOverlaps(sketch, sketches);
  sketchWindows(sketch, sketches);
  sketchBlocks(sketch, sketches);
  sketchPermissions(sketch, sketches);
};
