package jointdit.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.clip.ClipTokenizer;
import jointdit.pretrained.clip.ClipTokenizer.Style;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/** Token ids of many texts, by three tokenizers of CLIP, to the last id. */
final class ClipTokensRecomputation implements Recomputation {
    private static final String VOCABULARY = "bpe_simple_vocab_16e6.txt.gz";
    private static final String PLAIN = "bpe_ids";
    private static final Map<String, Style> COLUMNS = Map.of(
            "openai_77", Style.OPENAI,
            "open_clip_77", Style.OPEN_CLIP,
            "hf_slow_ftfy_77_pad_eot", Style.HUGGING_FACE);

    @Override
    public boolean fits(Golden golden) {
        return Files.exists(golden.folder().resolve("tokens.json"));
    }

    @Override
    public List<Expectation> wanted(Golden golden) {
        var wanted = new ArrayList<Expectation>();
        var rows = rows(golden);
        for (var i = 0; i < rows.size(); i++) {
            for (var column : COLUMNS.keySet()) {
                var row = ids(rows.get(i), column);
                wanted.add(new Expectation(name(i, column), row.reshape(1, row.longs().length), Tolerance.EXACT));
            }
            wanted.add(new Expectation(name(i, PLAIN), ids(rows.get(i), PLAIN), Tolerance.EXACT));
        }
        return wanted;
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var vocabulary = vocabulary(golden);
        var computed = new LinkedHashMap<String, Array>();
        var rows = rows(golden);
        COLUMNS.forEach((column, style) -> {
            var tokenizer = ClipTokenizer.openAi(vocabulary, style);
            for (var i = 0; i < rows.size(); i++) {
                computed.put(name(i, column), tokenizer.ids(List.of(text(rows.get(i)))));
            }
        });
        var plain = ClipTokenizer.openAi(vocabulary, Style.OPENAI);
        for (var i = 0; i < rows.size(); i++) {
            var ids = plain.encode(text(rows.get(i))).stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
            computed.put(name(i, PLAIN), Array.ofLongs(Shape.of(ids.length), ids));
        }
        return computed;
    }

    /** OpenAI's file, in the golden's folder, in one above it, or in {@code reference} of one above it. */
    private static Path vocabulary(Golden golden) {
        var folder = golden.folder().toAbsolutePath().normalize();
        return Stream.iterate(folder, Objects::nonNull, Path::getParent)
                .flatMap(above -> Stream.of(above, above.resolve("reference")))
                .map(place -> place.resolve(VOCABULARY))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Wanted OpenAI's %s in %s, a folder above it, or a folder reference there; found it nowhere"
                                .formatted(VOCABULARY, folder)));
    }

    private static List<JsonElement> rows(Golden golden) {
        var tokens = ModelConfig.read(golden.folder().resolve("tokens.json"));
        return list(tokens.element("rows").getAsJsonArray());
    }

    private static List<JsonElement> list(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String text(JsonElement row) {
        return row.getAsJsonObject().get("text").getAsString();
    }

    private static Array ids(JsonElement row, String column) {
        var ids = list(row.getAsJsonObject().getAsJsonArray(column)).stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        return Array.ofLongs(Shape.of(ids.length), ids);
    }

    private static String name(int row, String column) {
        return row + "." + column;
    }
}
