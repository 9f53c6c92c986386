/** A colour for a light and one for a dark background. */
export interface BranchColor {
  readonly light: string;
  readonly dark: string;
}

/**
 * The colours of branches, used in turn. Each has a contrast of at least 4.5 with its background (white, or `#14171c`).
 * People who cannot distinguish red and green can distinguish neighbours.
 */
export const branchColors: readonly BranchColor[] = [
  { light: "#1f5fbf", dark: "#7cb0ff" },
  { light: "#a8490a", dark: "#ffa766" },
  { light: "#0e7a62", dark: "#4fd1b0" },
  { light: "#9a2fa3", dark: "#e59cec" },
  { light: "#7a6300", dark: "#e2c54a" },
  { light: "#c22450", dark: "#ff8fab" },
  { light: "#3f7a12", dark: "#9ad96a" },
  { light: "#5a55c9", dark: "#b3adff" },
];
