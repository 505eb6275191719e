package jointdit.pretrained.clip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Pieces of words that CLIP knows.
 *
 * @param ids id of each piece, written in the {@linkplain ByteLetters letters of its bytes}; at the end of a word with
 *     {@link #END_OF_WORD} behind
 * @param ranks pairs of pieces, with a space between, that join to one; lower ranks first
 */
record BytePairs(Map<String, Integer> ids, Map<String, Integer> ranks) {
    static final String END_OF_WORD = "</w>";

    /** Pieces in OpenAI's own file: all bytes, all bytes at the end of a word, all joined pairs, start and end. */
    private static final int OPENAI_SIZE = 49408;

    BytePairs {
        ids = Map.copyOf(ids);
        ranks = Map.copyOf(ranks);
    }

    /** Reads {@code bpe_simple_vocab_16e6.txt.gz}. */
    static BytePairs openAi(Path path) {
        var pieces = new ArrayList<>(ByteLetters.all());
        ByteLetters.all().forEach(letter -> pieces.add(letter + END_OF_WORD));
        var lines = lines(path);
        var merges = lines.subList(1, Math.min(lines.size(), 1 + OPENAI_SIZE - 2 - pieces.size()));
        merges.forEach(pair -> pieces.add(pair.replace(" ", "")));
        pieces.addAll(List.of("<|startoftext|>", "<|endoftext|>"));
        argument(pieces.size() == OPENAI_SIZE, "Wanted %d pieces in %s, found %d", OPENAI_SIZE, path, pieces.size());
        return new BytePairs(ranks(pieces), ranks(merges));
    }

    /** Reads {@code tokenizer.json}, or else {@code vocab.json} and {@code merges.txt}. */
    static BytePairs ofFolder(Path folder) {
        var whole = folder.resolve("tokenizer.json");
        if (Files.exists(whole)) {
            return ofTokenizer(whole);
        }
        var vocabulary = folder.resolve("vocab.json");
        argument(
                Files.exists(vocabulary),
                "Wanted tokenizer.json, or vocab.json and merges.txt, in %s, found neither; fetch-models fetches them",
                folder);
        var merges = lines(folder.resolve("merges.txt")).stream()
                .filter(line -> !line.startsWith("#version") && !line.isBlank())
                .toList();
        return new BytePairs(ids(json(vocabulary)), ranks(merges));
    }

    private static BytePairs ofTokenizer(Path path) {
        var model = json(path).getAsJsonObject("model");
        var ending = model.has("end_of_word_suffix")
                ? model.get("end_of_word_suffix").getAsString()
                : "none";
        argument(ending.equals(END_OF_WORD), "Wanted words to end with %s in %s, found %s", END_OF_WORD, path, ending);
        var merges = new ArrayList<String>();
        model.getAsJsonArray("merges").forEach(merge -> merges.add(pair(merge)));
        return new BytePairs(ids(model.getAsJsonObject("vocab")), ranks(merges));
    }

    /** {@code "a b"}, or {@code ["a", "b"]} in newer files. */
    private static String pair(JsonElement merge) {
        return merge.isJsonArray()
                ? merge.getAsJsonArray().get(0).getAsString() + " "
                        + merge.getAsJsonArray().get(1).getAsString()
                : merge.getAsString();
    }

    private static Map<String, Integer> ids(JsonObject vocabulary) {
        var ids = new HashMap<String, Integer>();
        vocabulary.entrySet().forEach(e -> ids.put(e.getKey(), e.getValue().getAsInt()));
        return ids;
    }

    private static Map<String, Integer> ranks(List<String> ordered) {
        var ranks = new HashMap<String, Integer>();
        ordered.forEach(entry -> ranks.putIfAbsent(entry, ranks.size()));
        return ranks;
    }

    private static JsonObject json(Path path) {
        try {
            return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static List<String> lines(Path path) {
        try (var file = Files.newInputStream(path);
                var plain = path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                var reader = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Id of a piece that must be there. */
    int id(String piece) {
        argument(ids.containsKey(piece), "Wanted %s among %d pieces, found no such piece", piece, ids.size());
        return ids.get(piece);
    }

    /** Ids of a word: its bytes, joined pair by pair, the pair of lowest rank first wherever it stands. */
    List<Integer> encode(String word) {
        var pieces = new ArrayList<>(ByteLetters.of(word));
        pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + END_OF_WORD);
        for (var pair = lowest(pieces); !pair.isEmpty(); pair = lowest(pieces)) {
            join(pieces, pair);
        }
        return pieces.stream().map(this::id).toList();
    }

    private String lowest(List<String> pieces) {
        var best = "";
        for (var i = 0; i + 1 < pieces.size(); i++) {
            var pair = pieces.get(i) + " " + pieces.get(i + 1);
            if (ranks.containsKey(pair) && (best.isEmpty() || ranks.get(pair) < ranks.get(best))) {
                best = pair;
            }
        }
        return best;
    }

    private static void join(List<String> pieces, String pair) {
        for (var i = 0; i + 1 < pieces.size(); i++) {
            if (pair.equals(pieces.get(i) + " " + pieces.get(i + 1))) {
                pieces.set(i, pieces.get(i) + pieces.remove(i + 1));
            }
        }
    }
}
