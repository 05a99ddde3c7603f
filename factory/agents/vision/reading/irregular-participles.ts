/** Past participles that do not end in "-ed", as alternatives of a pattern. */
export const IRREGULAR_PARTICIPLES =
  'sent|paid|built|made|sold|held|lost|won|done|drawn|withdrawn|written|taken|given|shown|kept|found|read|left|lent|spent|bought|begun|broken|chosen|driven|hidden|laid|led|met|put|repaid|run|seen|set|shut|split|stolen|taught|thrown|torn|undone|worn|brought|caught|cut|fed|forgiven|frozen|grown|heard|hit|known|let|sought|spoken|sung|swept|told|understood|woken|wound';
