package jointdit.evaluate.sync;

/**
 * A measured value.
 *
 * @param metric its name
 * @param value of all clips
 * @param low end of the 95% interval
 * @param high end of the 95% interval
 * @param clips that it was measured on
 */
public record Figure(String metric, double value, double low, double high, int clips) {}
