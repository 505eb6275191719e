package jointdit.tensor;

/**
 * A learned tensor that a network asks for.
 *
 * @param name dotted name as in the published checkpoint
 * @param shape its sizes
 * @param init where it starts when no checkpoint gives it
 */
public record Parameter(String name, Shape shape, Init init) {}
