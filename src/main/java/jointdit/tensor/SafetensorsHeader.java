package jointdit.tensor;

import static jointdit.config.Check.argument;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON at the head of a safetensors file.
 *
 * @param metadata free text by key, the {@code __metadata__} entry
 * @param slots tensors in the order of their bytes
 */
record SafetensorsHeader(Map<String, String> metadata, List<Slot> slots) {
    private static final String METADATA = "__metadata__";

    /** A tensor and where its bytes begin and end, counted from the end of the header. */
    record Slot(SafetensorsEntry entry, long begin, long end) {}

    /** Lays the tensors one after another. */
    static SafetensorsHeader of(Map<String, String> metadata, List<SafetensorsEntry> entries) {
        var slots = new ArrayList<Slot>();
        long end = 0;
        for (var entry : entries) {
            slots.add(new Slot(entry, end, end += entry.bytes()));
        }
        return new SafetensorsHeader(metadata, List.copyOf(slots));
    }

    /**
     * Reads and checks a header in front of {@code dataBytes} bytes of tensors.
     *
     * @throws IllegalArgumentException if it is not JSON of the right form, or its tensors overlap, leave holes, or do
     *     not fill the data
     */
    static SafetensorsHeader parse(String json, long dataBytes) {
        var metadata = new LinkedHashMap<String, String>();
        var slots = new ArrayList<Slot>();
        try (var reader = new JsonReader(new StringReader(json))) {
            readAll(reader, metadata, slots);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The header is not the JSON of a safetensors file: " + e.getMessage(), e);
        }
        slots.sort(Comparator.comparingLong(Slot::begin).thenComparingLong(Slot::end));
        checkFilled(slots, dataBytes);
        return new SafetensorsHeader(Collections.unmodifiableMap(metadata), List.copyOf(slots));
    }

    /** The JSON, without its length and padding. */
    String json() {
        var text = new StringWriter();
        try (var writer = new JsonWriter(text)) {
            writer.beginObject();
            writeMetadata(writer);
            for (var slot : slots) {
                writeSlot(writer, slot);
            }
            writer.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write JSON to memory", e);
        }
        return text.toString();
    }

    private static void readAll(JsonReader reader, Map<String, String> metadata, List<Slot> slots) throws IOException {
        var names = new HashSet<String>();
        reader.beginObject();
        while (reader.hasNext()) {
            var name = reader.nextName();
            argument(names.add(name), "The header names %s twice", name);
            if (name.equals(METADATA)) {
                readMetadata(reader, metadata);
            } else {
                slots.add(readSlot(reader, name));
            }
        }
        reader.endObject();
    }

    private static void readMetadata(JsonReader reader, Map<String, String> metadata) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            metadata.put(reader.nextName(), reader.nextString());
        }
        reader.endObject();
    }

    private static Slot readSlot(JsonReader reader, String name) throws IOException {
        var type = "";
        var shape = new long[0];
        var offsets = new long[0];
        reader.beginObject();
        while (reader.hasNext()) {
            var key = reader.nextName();
            switch (key) {
                case "dtype" -> type = reader.nextString();
                case "shape" -> shape = readLongs(reader);
                case "data_offsets" -> offsets = readLongs(reader);
                default -> argument(false, "The header entry of %s has an unknown key %s", name, key);
            }
        }
        reader.endObject();
        return slot(new SafetensorsEntry(name, type(type, name), shape), offsets);
    }

    private static Slot slot(SafetensorsEntry entry, long[] offsets) {
        argument(offsets.length == 2, "Wanted 2 data offsets of %s, found %d", entry.name(), offsets.length);
        long bytes = bytes(entry);
        argument(
                offsets[0] >= 0 && offsets[1] - offsets[0] == bytes,
                "Tensor %s takes %d bytes, but its offsets are %d to %d",
                entry.name(),
                bytes,
                offsets[0],
                offsets[1]);
        return new Slot(entry, offsets[0], offsets[1]);
    }

    private static long bytes(SafetensorsEntry entry) {
        try {
            return entry.bytes();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("The shape of tensor " + entry.name() + " is too large", e);
        }
    }

    private static SafetensorsType type(String name, String tensor) {
        for (var type : SafetensorsType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Tensor %s has the type \"%s\"; known types are %s"
                .formatted(tensor, name, List.of(SafetensorsType.values())));
    }

    private static long[] readLongs(JsonReader reader) throws IOException {
        var longs = new ArrayList<Long>();
        reader.beginArray();
        while (reader.hasNext()) {
            longs.add(reader.nextLong());
        }
        reader.endArray();
        return longs.stream().mapToLong(Long::longValue).toArray();
    }

    private static void checkFilled(List<Slot> slots, long dataBytes) {
        long end = 0;
        for (var slot : slots) {
            var name = slot.entry().name();
            argument(slot.begin() >= end, "Tensor %s overlaps the one before it, at byte %d", name, slot.begin());
            argument(slot.begin() == end, "%d bytes before tensor %s belong to none", slot.begin() - end, name);
            end = slot.end();
        }
        argument(end <= dataBytes, "Wanted %d bytes of tensors, found %d; the file is truncated", end, dataBytes);
        argument(end == dataBytes, "Wanted %d bytes of tensors, found %d; the rest belongs to none", end, dataBytes);
    }

    private void writeMetadata(JsonWriter writer) throws IOException {
        if (!metadata.isEmpty()) {
            writer.name(METADATA).beginObject();
            for (var entry : metadata.entrySet()) {
                writer.name(entry.getKey()).value(entry.getValue());
            }
            writer.endObject();
        }
    }

    private static void writeSlot(JsonWriter writer, Slot slot) throws IOException {
        writer.name(slot.entry().name()).beginObject();
        writer.name("dtype").value(slot.entry().type().name());
        writer.name("shape").beginArray();
        for (long side : slot.entry().shape()) {
            writer.value(side);
        }
        writer.endArray().name("data_offsets").beginArray();
        writer.value(slot.begin()).value(slot.end()).endArray().endObject();
    }
}
