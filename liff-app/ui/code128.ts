/** Code 128 in its set C, where one symbol stands for two digits: the short barcode that every till's reader knows. */

/** Widths of bar, space, bar, … in modules, for the values 0 to 99: six of them, eleven modules together. */
const pairs = [
  '212222', '222122', '222221', '121223', '121322', '131222', '122213', '122312', '132212', '221213',
  '221312', '231212', '112232', '122132', '122231', '113222', '123122', '123221', '223211', '221132',
  '221231', '213212', '223112', '312131', '311222', '321122', '321221', '312212', '322112', '322211',
  '212123', '212321', '232121', '111323', '131123', '131321', '112313', '132113', '132311', '211313',
  '231113', '231311', '112133', '112331', '132131', '113123', '113321', '133121', '313121', '211331',
  '231131', '213113', '213311', '213131', '311123', '311321', '331121', '312113', '312311', '332111',
  '314111', '221411', '431111', '111224', '111422', '121124', '121421', '141122', '141221', '112214',
  '112412', '122114', '122411', '142112', '142211', '241211', '221114', '413111', '241112', '134111',
  '111242', '121142', '121241', '114212', '124112', '124211', '411212', '421112', '421211', '212141',
  '214121', '412121', '111143', '111341', '131141', '114113', '114311', '411113', '411311', '113141',
] as const
/** Values 100 to 102 mean something else among digits, but the check symbol may be any of them. */
const checkOnly = ['114131', '311141', '411131'] as const
const startC = { value: 105, widths: '211232' }
const stop = '2331112'
const modulus = 103

/**
 * Widths of bar, space, bar, … in modules. Begins and ends with a bar; ten light modules belong before and after.
 * @throws RangeError for anything but an even number of digits
 */
export function code128Widths(digits: string): readonly number[] {
  if (!/^[0-9]+$/.test(digits) || digits.length % 2 === 1) throw new RangeError('set C takes digits in pairs')
  const values = (digits.match(/../g) ?? []).map(Number)
  const check = values.reduce((sum, value, place) => sum + value * (place + 1), startC.value) % modulus
  const symbols = [startC.widths, ...[...values, check].map((value) => [...pairs, ...checkOnly][value] ?? ''), stop]
  return [...symbols.join('')].map(Number)
}
