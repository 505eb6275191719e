package jointdit.golden;

import jointdit.tensor.Array;

/**
 * A tensor that a recomputation is to give.
 *
 * @param tensor its name
 * @param value what the original code computed
 * @param tolerance how far its elements may lie from those
 */
public record Expectation(String tensor, Array value, Tolerance tolerance) {}
