/** Rounds half up (away from zero) to `scale` digits, as people do it with decimals: 1.005 becomes 1.01. */
export const rounded = (value: number, scale: number): number => {
  const [digits, exponent = '0'] = Math.abs(value).toPrecision(15).split('e');
  const whole = Math.round(Number(`${digits}e${Number(exponent) + scale}`));
  return Number.isSafeInteger(whole) ? Math.sign(value) * Number(`${whole}e-${scale}`) : value;
};

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
