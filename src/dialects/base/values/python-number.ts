/** A number as Python's `str` writes it, which SQLAlchemy puts into SQL. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return BigInt(value).toString();
  const [digits = "0", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 16) return value.toFixed(decimalsOf(digits, power));
  const sign = power < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

function decimalsOf(digits: string, power: number): number {
  const fraction = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, fraction - power);
}
