package jointdit.hub;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The safetensors files of one network, among all files of its folder.
 *
 * @param where the folder, for messages
 * @param names files in it
 */
record WeightFiles(String where, List<String> names) {
    private static final List<String> STEMS =
            List.of("diffusion_pytorch_model", "model", "open_clip_model", "open_clip_pytorch_model");
    private static final Pattern LAST_SHARD = Pattern.compile("(.+-)(\\d{5})-of-(\\d{5})(.*)");

    /**
     * One file, or an index and its shards.
     *
     * @throws IllegalArgumentException if there is none, or a shard is missing
     */
    List<String> of(Variant variant) {
        var half = variant == Variant.FP16 ? find(true) : Optional.<List<String>>empty();
        return half.or(() -> find(false)).orElseThrow(() -> new IllegalArgumentException(lack()));
    }

    /** Whether there are weights to be had. */
    boolean any() {
        return find(true).isPresent() || find(false).isPresent();
    }

    private Optional<List<String>> find(boolean half) {
        return STEMS.stream().flatMap(stem -> find(stem, half).stream()).findFirst();
    }

    private Optional<List<String>> find(String stem, boolean half) {
        var whole = stem + (half ? ".fp16.safetensors" : ".safetensors");
        if (names.contains(whole)) {
            return Optional.of(List.of(whole));
        }
        var index = stem + (half ? ".safetensors.index.fp16.json" : ".safetensors.index.json");
        if (!names.contains(index)) {
            return Optional.empty();
        }
        var count = "-\\d{5}-of-\\d{5}";
        var shard = Pattern.compile(Pattern.quote(stem) + (half ? "(\\.fp16" + count + "|" + count + "\\.fp16)" : count)
                + "\\.safetensors");
        var shards = names.stream().filter(shard.asMatchPredicate()).sorted().toList();
        complete(index, shards);
        return Optional.of(Stream.concat(Stream.of(index), shards.stream()).toList());
    }

    private void complete(String index, List<String> shards) {
        argument(!shards.isEmpty(), "Wanted the shards that %s/%s names, found none", where, index);
        var last = LAST_SHARD.matcher(shards.get(0));
        argument(last.matches(), "Wanted a shard such as model-00001-of-00002, found %s", shards.get(0));
        var missing = IntStream.rangeClosed(1, Integer.parseInt(last.group(3)))
                .mapToObj(i -> "%s%05d-of-%s%s".formatted(last.group(1), i, last.group(3), last.group(4)))
                .filter(name -> !shards.contains(name))
                .findFirst();
        argument(missing.isEmpty(), "Wanted %s/%s, found only other shards", where, missing.orElse(""));
    }

    private String lack() {
        if (find(true).isPresent()) {
            return "Wanted full weights of %s, found only fp16; set variant=fp16".formatted(where);
        }
        if (names.stream().anyMatch(name -> name.matches(".*\\.(bin|pt|pth|ckpt)"))) {
            return ("Wanted safetensors weights of %s, found only pickled ones, which can run code when they are read;"
                            + " take a revision that has them (the pull requests of the repository often do:"
                            + " revision=refs/pr/1), or convert them with https://huggingface.co/spaces/safetensors/convert"
                            + " or, in Python, save_pretrained(safe_serialization=True)")
                    .formatted(where);
        }
        return "Wanted safetensors weights of %s, found none".formatted(where);
    }
}
