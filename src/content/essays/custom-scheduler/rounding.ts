/** A value with so many decimals, as results keep it. */
export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
