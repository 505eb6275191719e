package jointdit.spark;

import java.io.Serializable;

/**
 * A file on some Hadoop file system.
 *
 * @param uri with its scheme
 * @param length bytes
 * @param modified milliseconds since 1970
 */
public record StoredFile(String uri, long length, long modified) implements Serializable {}
