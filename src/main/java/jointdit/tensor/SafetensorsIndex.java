package jointdit.tensor;

import static jointdit.config.Check.argument;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code *.safetensors.index.json}, which says in which file of its folder each tensor lies. */
final class SafetensorsIndex {
    private SafetensorsIndex() {}

    /** Opens the files an index names, each once; the result is by tensor. */
    static Map<String, SafetensorsFile> open(Path index) {
        var files = new LinkedHashMap<String, SafetensorsFile>();
        var tensors = new LinkedHashMap<String, SafetensorsFile>();
        weightMap(index).forEach((tensor, name) -> {
            var file = files.computeIfAbsent(name, n -> SafetensorsFile.open(index.resolveSibling(n)));
            argument(
                    file.names().contains(tensor),
                    "Cannot read %s: it says that %s holds %s, which it does not",
                    index,
                    name,
                    tensor);
            tensors.put(tensor, file);
        });
        return tensors;
    }

    private static Map<String, String> weightMap(Path index) {
        try (var reader = new JsonReader(Files.newBufferedReader(index))) {
            var map = new LinkedHashMap<String, String>();
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.nextName().equals("weight_map")) {
                    readMap(reader, map);
                } else {
                    reader.skipValue();
                }
            }
            argument(!map.isEmpty(), "Cannot read %s: it has no weight_map", index);
            return map;
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "Cannot read %s: it is not the JSON of a safetensors index: %s".formatted(index, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + index, e);
        }
    }

    private static void readMap(JsonReader reader, Map<String, String> map) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            map.put(reader.nextName(), reader.nextString());
        }
        reader.endObject();
    }
}
