import { sketchCapacities } from './capacity-rules.ts';
import { sketchComparisons } from './comparison-rules.ts';
import { sketchLimits } from './limit-rules.ts';
import { sketchPermissions } from './permission-rules.ts';
import { sketchRelatedStates } from './related-state-rules.ts';
import { sketchBlocks, sketchOverlaps, sketchUnique } from './shared-rules.ts';
import type { Sketch, Sketches } from './sketch.ts';
import { sketchDue, sketchFrozen, sketchTimeouts } from './timed-rules.ts';
import { sketchFormulas, sketchLedgerRules } from './value-rules.ts';
import { sketchWindows } from './window-rules.ts';

/** All rules of a thing in closed terms; what cannot be put so is unrealised with its reason. */
export const sketchRules = (sketch: Sketch, sketches: Sketches): void => {
  sketchFormulas(sketch, sketches);
  sketchComparisons(sketch, sketches);
  sketchLedgerRules(sketch);
  sketchFrozen(sketch);
  sketchDue(sketch);
  sketchTimeouts(sketch);
  sketchCapacities(sketch, sketches);
  sketchLimits(sketch, sketches);
  sketchUnique(sketch, sketches);
  sketchOverlaps(sketch, sketches);
  sketchWindows(sketch, sketches);
  sketchRelatedStates(sketch, sketches);
  sketchBlocks(sketch, sketches);
  sketchPermissions(sketch, sketches);
};
