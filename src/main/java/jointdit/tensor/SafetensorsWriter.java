package jointdit.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import jointdit.tensor.SafetensorsHeader.Slot;

/**
 * Writes a safetensors file of any length as a stream: the header first, so the tensors are declared at the start, then
 * their values in the declared order, each in one or more pieces.
 */
public final class SafetensorsWriter implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final OutputStream out;
    private final List<Slot> slots;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int current;
    private long written;

    /**
     * Writes the header to {@code out}, which {@link #close} closes.
     *
     * @param metadata free text by key
     * @param tensors what will be written, in this order; F32, F16 or BF16
     */
    public SafetensorsWriter(OutputStream out, Map<String, String> metadata, List<SafetensorsEntry> tensors)
            throws IOException {
        checkEntries(tensors);
        var header = SafetensorsHeader.of(metadata, tensors);
        this.out = out;
        slots = header.slots();
        writeHeader(header.json().getBytes(UTF_8));
        skipWritten();
    }

    /**
     * Opens a writer to a local file. It appears under its name only when whole: until then it is called
     * {@code NAME.part}.
     */
    public static SafetensorsWriter to(Path file, Map<String, String> metadata, List<SafetensorsEntry> tensors)
            throws IOException {
        return new SafetensorsWriter(new SafetensorsPartFile(file), metadata, tensors);
    }

    /** Writes the next values of the tensor at hand, which must be {@code name}. */
    public void write(String name, float[] values) throws IOException {
        write(name, FloatBuffer.wrap(values));
    }

    /**
     * Writes what remains of {@code values} as the next values of the tensor at hand.
     *
     * @throws IllegalArgumentException if that tensor is not {@code name}, or they are more than it has left
     */
    public void write(String name, FloatBuffer values) throws IOException {
        if (!values.hasRemaining()) {
            return;
        }
        var type = expect(name, values.remaining());
        while (values.hasRemaining()) {
            int count = Math.min(BLOCK, values.remaining());
            type.write(values.slice(values.position(), count), block.clear());
            values.position(values.position() + count);
            out.write(block.array(), 0, count * type.bytes());
            written += (long) count * type.bytes();
        }
        skipWritten();
    }

    /**
     * Ends the file.
     *
     * @throws IllegalStateException if a declared tensor was not written in full
     */
    @Override
    public void close() throws IOException {
        if (current == slots.size() && out instanceof SafetensorsPartFile file) {
            file.complete();
        }
        out.close();
        if (current < slots.size()) {
            var slot = slots.get(current);
            throw new IllegalStateException("Tensor %s was not written in full: %d of %d bytes"
                    .formatted(
                            slot.entry().name(),
                            written - slot.begin(),
                            slot.entry().bytes()));
        }
    }

    private static void checkEntries(List<SafetensorsEntry> tensors) {
        var names = new HashSet<String>();
        for (var tensor : tensors) {
            argument(names.add(tensor.name()), "Two tensors are called %s", tensor.name());
            argument(
                    switch (tensor.type()) {
                        case F32, F16, BF16 -> true;
                        case F64, I64, I32, I16, I8, U8, BOOL -> false;
                    },
                    "Wanted tensor %s to be F32, F16 or BF16, found %s",
                    tensor.name(),
                    tensor.type());
        }
    }

    private void writeHeader(byte[] json) throws IOException {
        int padding = -json.length & 7;
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length + padding)
                .array());
        out.write(json);
        out.write(" ".repeat(padding).getBytes(UTF_8));
    }

    private SafetensorsType expect(String name, int count) {
        argument(current < slots.size(), "All tensors are written, found values of %s", name);
        var slot = slots.get(current);
        argument(
                slot.entry().name().equals(name),
                "Wanted values of %s, found %s",
                slot.entry().name(),
                name);
        long room = (slot.end() - written) / slot.entry().type().bytes();
        argument(count <= room, "Tensor %s has room for %d more values, found %d", name, room, count);
        return slot.entry().type();
    }

    private void skipWritten() {
        while (current < slots.size() && written == slots.get(current).end()) {
            current++;
        }
    }
}
