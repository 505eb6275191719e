package jointdit.ui;

/**
 * What an unfinished clip looks like.
 *
 * @param step it is of
 * @param png read-only by agreement
 */
record Preview(int step, byte[] png) {}
