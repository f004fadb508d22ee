/**
 * Logarithm, exponential and cosine from additions, multiplications, divisions and bits alone, so
 * that every engine computes the same last bit: ECMAScript leaves that bit of Math.log, Math.exp,
 * Math.cos and Math.pow to the engine. The methods and their coefficients are those of fdlibm
 * (Sun Microsystems, 1993, e_log.c, e_exp.c, k_sin.c, k_cos.c, e_rem_pio2.c); errors stay below 1 ulp.
 */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Which of the two words holds sign and exponent. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
/** 2 to the power of k at index 1074 + k, by doubling and halving, which are exact. */
const POWERS = new Float64Array(2098);
for (let k = 1074, up = 1; k < 2098; k++, up *= 2) POWERS[k] = up;
for (let k = 1073, down = 0.5; k >= 0; k--, down /= 2) POWERS[k] = down;
const LN2_HIGH = 6.931471803691238e-1;
const LN2_LOW = 1.9082149292705877e-10;

/** The natural logarithm. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  let k = -1023;
  if (x < 2.2250738585072014e-308) {
    k -= 54;
    x *= 2 ** 54;
  }
  double[0] = x;
  const top = words[HIGH]!;
  const fraction = top & 0xfffff;
  const carry = (fraction + 0x95f64) & 0x100000;
  const scale = (top >> 20) + (carry >> 20) - 1023;
  k += scale + 1023;
  const f = x * POWERS[1074 - scale]! - 1;
  const high = k * LN2_HIGH;
  const low = k * LN2_LOW;
  if ((0xfffff & (2 + fraction)) < 3) {
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return high - (r - low - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940942e-1 + w * (2.2222198432149784e-1 + w * 1.5313837699209373e-1));
  const odd =
    z *
    (6.666666666666735e-1 +
      w * (2.857142874366239e-1 + w * (1.818357216161805e-1 + w * 1.4798198605116586e-1)));
  const r = odd + even;
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const half = 0.5 * f * f;
    return high - (half - (s * (half + r) + low) - f);
  }
  return high - (s * (f - r) - low - f);
}

/** e to the power of x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const size = Math.abs(x);
  if (size < 2 ** -28) return 1 + x;
  let k = 0;
  if (size > 0.34657359027997264) {
    k =
      size < 1.0397207708399179 ? Math.sign(x) : Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5));
  }
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.6666666666666602e-1 +
        t *
          (-2.7777777777015593e-3 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = k === 0 ? 1 - ((r * c) / (c - 2) - r) : 1 - (low - (r * c) / (2 - c) - high);
  // Two steps, since 2 to the power of k alone may leave the range.
  return k === 0 ? y : y * POWERS[1074 + (k >> 1)]! * POWERS[1074 + k - (k >> 1)]!;
}

/** The cosine of an angle up to a million radians. */
export function cos(x: number): number {
  const angle = Math.abs(x);
  if (!(angle < 1e6)) throw new RangeError(`not an angle for a portable cosine: ${x}`);
  // Quarter turns, taken off in two pieces of pi / 2; `rest` and `tail` are what remains.
  const n = angle <= 0.7853981633974483 ? 0 : Math.floor(angle * 6.366197723675814e-1 + 0.5);
  let r = angle - n * 1.5707963267341256;
  let w = n * 6.077100506506192e-11;
  let rest = r - w;
  if (Math.abs(rest) < angle * 2 ** -16) {
    const t = r;
    w = n * 6.077100506303966e-11;
    r = t - w;
    w = n * 2.0222662487959506e-21 - (t - r - w);
    rest = r - w;
  }
  const tail = r - rest - w;
  const value = n & 1 ? sine(rest, tail) : cosine(rest, tail);
  return (n + 1) & 2 ? -value : value;
}

function sine(x: number, tail: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332249e-3 +
    z * (-1.984126982985795e-4 + z * 2.7557313707070068e-6) +
    z * (z * z) * (-2.5050760253406863e-8 + z * 1.58969099521155e-10);
  return x - (z * (0.5 * tail - v * r) - tail - v * -1.6666666666666632e-1);
}

function cosine(x: number, tail: number): number {
  const z = x * x;
  const zz = z * z;
  const r =
    z * (4.16666666666666e-2 + z * (-1.388888888887411e-3 + z * 2.480158728947673e-5)) +
    zz * zz * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * tail));
}

/** A positive base to any power, by way of the logarithm; a few ulp off where the result is large. */
export const pow = (base: number, exponent: number): number => exp(exponent * log(base));
