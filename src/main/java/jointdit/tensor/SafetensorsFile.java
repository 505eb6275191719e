package jointdit.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jointdit.tensor.SafetensorsHeader.Slot;

/**
 * One safetensors file, mapped into memory. A mapping holds at most 2 GB, so one begins at every whole GB: any range of
 * up to 1 GB then lies within a single mapping.
 */
final class SafetensorsFile {
    private static final int STRIDE = 1 << 30;
    private static final int MAX_HEADER_BYTES = 100_000_000;

    private final Path path;
    private final List<ByteBuffer> mappings;
    private final long dataStart;
    private final Map<String, String> metadata;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    private SafetensorsFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        mappings = map(channel);
        int headerBytes = headerBytes(channel.size());
        dataStart = 8L + headerBytes;
        var json = UTF_8.decode(range(8, headerBytes)).toString();
        var header = SafetensorsHeader.parse(json, channel.size() - dataStart);
        metadata = header.metadata();
        header.slots().forEach(slot -> slots.put(slot.entry().name(), slot));
    }

    /** Maps the file and checks its header. */
    static SafetensorsFile open(Path path) {
        try (var channel = FileChannel.open(path)) {
            return new SafetensorsFile(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    Path path() {
        return path;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    List<String> names() {
        return List.copyOf(slots.keySet());
    }

    SafetensorsEntry entry(String name) {
        return slots.get(name).entry();
    }

    /** Gives the bytes of a tensor in order, in little-endian blocks of up to 1 GB that end between elements. */
    void read(String name, Consumer<ByteBuffer> reader) {
        var slot = slots.get(name);
        for (long at = slot.begin(); at < slot.end(); at += STRIDE) {
            reader.accept(range(dataStart + at, (int) Math.min(STRIDE, slot.end() - at)));
        }
    }

    /** Bytes of a tensor of up to 1 GB: the mapping itself where it is aligned for the type, else a direct copy. */
    ByteBuffer bytes(String name) {
        var slot = slots.get(name);
        argument(
                slot.end() - slot.begin() <= STRIDE,
                "Tensor %s of %s has %d bytes, at most %d can be mapped in one piece",
                name,
                path,
                slot.end() - slot.begin(),
                STRIDE);
        var bytes = range(dataStart + slot.begin(), (int) (slot.end() - slot.begin()));
        return (dataStart + slot.begin()) % slot.entry().type().bytes() == 0
                ? bytes
                : ByteBuffer.allocateDirect(bytes.remaining())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(bytes)
                        .flip();
    }

    private static List<ByteBuffer> map(FileChannel channel) throws IOException {
        var mappings = new ArrayList<ByteBuffer>();
        for (long at = 0; at < channel.size(); at += STRIDE) {
            mappings.add(channel.map(MapMode.READ_ONLY, at, Math.min(Integer.MAX_VALUE, channel.size() - at)));
        }
        return mappings;
    }

    private int headerBytes(long fileBytes) {
        argument(fileBytes >= 8, "A safetensors file begins with 8 bytes of length, found %d bytes", fileBytes);
        long bytes = range(0, 8).getLong();
        argument(
                bytes >= 2 && bytes <= MAX_HEADER_BYTES,
                "Wanted a header of 2 to %d bytes, found the length %d; this is no safetensors file",
                MAX_HEADER_BYTES,
                bytes);
        argument(
                bytes <= fileBytes - 8,
                "Wanted a header of %d bytes, found %d; the file is truncated",
                bytes,
                fileBytes - 8);
        return (int) bytes;
    }

    private ByteBuffer range(long begin, int length) {
        var mapping = mappings.get((int) (begin / STRIDE));
        return mapping.slice((int) (begin % STRIDE), length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
