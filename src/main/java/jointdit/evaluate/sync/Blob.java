package jointdit.evaluate.sync;

/**
 * The largest connected patch of colour in a picture of grey.
 *
 * @param x of its centre from the left of the square in the middle of the picture, in sides of that square
 * @param y of its centre from the square's top, likewise
 * @param area in areas of the square
 * @param share of all coloured pixels that lie in it, in (0, 1]
 */
public record Blob(double x, double y, double area, double share) {}
