/** Rounds half up (away from zero) to `scale` digits, as people do it with decimals: 1.005 becomes 1.01. */
export const rounded = (value: number, scale: number): number => {
  const [digits, exponent = '0'] = Math.abs(value).toPrecision(15).split('e');
  const whole = Math.round(Number(`${digits}e${Number(exponent) + scale}`));
  return Number.isSafeInteger(whole) ? Math.sign(value) * Number(`${whole}e-${scale}`) : value;
};

/** Digits to which sums of decimals are exact, whatever binary fractions make of them. */
const precision = 9;

export const sumOf = (values: readonly number[]): number =>
  rounded(
    values.reduce((sum, value) => sum + value, 0),
    precision,
  );
