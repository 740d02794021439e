const MOST_DIGITS = 15;

/** A number as typed; undefined for what is none, or has more digits than a number of the browser keeps. */
export function decimalOf(typed: string): number | undefined {
  const text = typed.trim();
  if (!/^-?\d+(\.\d+)?(e-?\d+)?$/.test(text)) return undefined;
  const digits = text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length <= MOST_DIGITS ? Number(text) : undefined;
}
