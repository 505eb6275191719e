package jointdit.evaluate;

/**
 * The largest connected patch of colour in a picture of grey.
 *
 * @param x of its centre from the left, in shares of the picture's width
 * @param y of its centre from the top, in shares of the picture's height
 * @param area in shares of the picture
 * @param share of all coloured pixels that lie in it, in (0, 1]
 */
public record Blob(double x, double y, double area, double share) {}
