package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tensors of a safetensors file of any length, or of a set of them behind an index. Files are mapped into memory, so
 * opening reads headers only; the mappings last until this object is collected. Safe for many threads.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index">The format</a>
 */
public final class Safetensors {
    private static final int BLOCK = 1 << 20;

    private static final Map<List<Seen>, String> FINGERPRINTS = new ConcurrentHashMap<>();

    /** A file as it was read; another length or time is another file. */
    private record Seen(Path path, long length, FileTime changed) {
        static Seen of(Path path) {
            try {
                return new Seen(path.toAbsolutePath(), Files.size(path), Files.getLastModifiedTime(path));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }
    }

    private final Path path;
    private final Map<String, SafetensorsFile> files;
    private final Map<String, String> metadata;

    private Safetensors(Path path, Map<String, SafetensorsFile> files, Map<String, String> metadata) {
        this.path = path;
        this.files = files;
        this.metadata = metadata;
    }

    /**
     * Opens a {@code .safetensors} file, or all files that an {@code .index.json} names.
     *
     * @throws IllegalArgumentException if a file is corrupt: its header unreadable, tensors overlapping or missing
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static Safetensors open(Path path) {
        var files = new LinkedHashMap<String, SafetensorsFile>();
        if (path.toString().endsWith(".json")) {
            files.putAll(SafetensorsIndex.open(path));
        } else {
            var file = SafetensorsFile.open(path);
            file.names().forEach(name -> files.put(name, file));
            return new Safetensors(path, files, file.metadata());
        }
        return new Safetensors(path, files, merged(files.values()));
    }

    /** No tensors. */
    public static Safetensors none() {
        return new Safetensors(Path.of(""), Map.of(), Map.of());
    }

    /** Files that hold the tensors, by name: the one opened, or those of its index. */
    public List<Path> paths() {
        return files.values().stream()
                .map(SafetensorsFile::path)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * SHA-256 of the files, one after the other, as hexadecimal digits. They are read whole, once in this process as
     * long as they stay as they are: those of published networks have gigabytes.
     */
    public String fingerprint() {
        return FINGERPRINTS.computeIfAbsent(paths().stream().map(Seen::of).toList(), files -> digest());
    }

    private String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            paths().forEach(file -> digest(file, digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static void digest(Path file, MessageDigest digest) {
        try (var in = Files.newInputStream(file)) {
            for (var block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                digest.update(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Names in the order of the bytes, or of the index. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** Free text that the writer left, by key; of several files the later ones win. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** Whether there is a tensor of this name. */
    public boolean contains(String name) {
        return files.containsKey(name);
    }

    /** Type and shape of a tensor. */
    public SafetensorsEntry entry(String name) {
        return file(name).entry(name);
    }

    /** Sides of a tensor, outermost first. */
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /**
     * Values of an F32, F16, BF16 or F64 tensor in row-major order.
     *
     * @throws IllegalArgumentException if it is absent, of another type, or has 2^31 values or more
     */
    public float[] floats(String name) {
        var values = new float[arraySize(name)];
        copy(name, FloatBuffer.wrap(values));
        return values;
    }

    /**
     * Values of an integer or BOOL tensor in row-major order; true is 1.
     *
     * @throws IllegalArgumentException if it is absent, of another type, or has 2^31 values or more
     */
    public long[] longs(String name) {
        var values = LongBuffer.allocate(arraySize(name));
        var type = entry(name).type();
        file(name).read(name, block -> type.read(block, values));
        return values.array();
    }

    /**
     * Puts the values of an F32, F16, BF16 or F64 tensor into {@code to}, straight from the mapped file.
     *
     * @throws IllegalArgumentException if it is absent, of another type, or does not fit
     */
    public void copy(String name, FloatBuffer to) {
        var entry = entry(name);
        argument(
                entry.size() <= to.remaining(),
                "Tensor %s of %s has %d values, found room for %d",
                name,
                path,
                entry.size(),
                to.remaining());
        file(name).read(name, block -> entry.type().read(block, to));
    }

    /**
     * Bytes of a tensor where they lie, little-endian; a copy if they do not begin at a multiple of their size.
     *
     * @throws IllegalArgumentException if it is absent or has more than 1 GB
     */
    ByteBuffer bytes(String name) {
        return file(name).bytes(name);
    }

    private static Map<String, String> merged(Collection<SafetensorsFile> files) {
        var all = new LinkedHashMap<String, String>();
        files.forEach(file -> all.putAll(file.metadata()));
        return all;
    }

    private int arraySize(String name) {
        long size = entry(name).size();
        argument(
                size <= Integer.MAX_VALUE - 8,
                "Tensor %s of %s has %d values, too many for an array",
                name,
                path,
                size);
        return (int) size;
    }

    private SafetensorsFile file(String name) {
        argument(files.containsKey(name), "Cannot find tensor %s in %s; it has %s", name, path, some());
        return files.get(name);
    }

    private String some() {
        var names = names();
        return names.size() <= 8 ? names.toString() : names.subList(0, 8) + " and " + (names.size() - 8) + " more";
    }
}
