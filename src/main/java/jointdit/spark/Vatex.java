package jointdit.spark;

import static jointdit.config.Check.argument;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * VATEX: annotations of ten seconds of videos of YouTube, a JSON list of {@code videoID} ({@code YOUTUBEID_START_END}
 * in seconds of six digits) and {@code enCap}, and a store of their files.
 *
 * @param train annotations of split {@code train}: http, https or any Hadoop file system
 * @param validation annotations of split {@code validation}
 * @param videos folder of {@code VIDEOID.mp4}, or another ending, on any Hadoop file system
 * @param take how many captions of a video become clips
 * @param ytDlp program that fetches what the folder lacks
 * @see <a href="https://arxiv.org/abs/1904.03493">Wang et al. 2019</a>
 */
record Vatex(Optional<String> train, Optional<String> validation, Optional<String> videos, Take take, String ytDlp)
        implements ClipSource {
    private static final String MEDIA = "(?i).+\\.(mp4|m4v|mov|mkv|webm)";

    Vatex {
        argument(
                train.isPresent() || validation.isPresent(),
                "train must name a file of annotations, or validation, found neither");
    }

    /** How many captions of a video are taken. */
    enum Take {
        FIRST,
        ALL
    }

    @Override
    public String identity() {
        return "vatex";
    }

    @Override
    public List<SourceVideo> list(SourceFolder to) {
        var store = new HashMap<String, String>();
        videos.map(to.storage()::qualified)
                .ifPresent(folder -> to.files(folder).stream()
                        .filter(uri -> uri.matches(MEDIA))
                        .forEach(uri -> store.put(stem(uri), uri)));
        var all = new ArrayList<SourceVideo>();
        validation.ifPresent(file -> all.addAll(read(to, store, file, SourceVideo.VALIDATION)));
        train.ifPresent(file -> all.addAll(read(to, store, file, SourceVideo.TRAIN)));
        var once = new HashMap<String, SourceVideo>();
        return all.stream()
                .filter(video -> once.putIfAbsent(video.id(), video) == null)
                .toList();
    }

    @Override
    public List<FailureRow> bring(SourceFolder to, List<SourceVideo> missing) {
        return new YtDlpFetch(to, new YtDlp(ytDlp)).bring(missing);
    }

    private List<SourceVideo> read(SourceFolder to, Map<String, String> store, String address, String split) {
        try (var json = new JsonReader(Files.newBufferedReader(to.locals().of(address)))) {
            var found = new ArrayList<SourceVideo>();
            json.beginArray();
            while (json.hasNext()) {
                found.add(video(json, to, store, split));
            }
            return found;
        } catch (IllegalStateException | JsonParseException | MalformedJsonException | EOFException e) {
            throw new IllegalArgumentException(
                    "Wanted a JSON list of videoID and enCap in %s: %s".formatted(address, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + address + ": " + e.getMessage(), e);
        }
    }

    private SourceVideo video(JsonReader json, SourceFolder to, Map<String, String> store, String split)
            throws IOException {
        var id = "";
        var captions = new ArrayList<String>();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "videoID" -> id = json.nextString();
                case "enCap" -> captions.addAll(texts(json));
                default -> json.skipValue();
            }
        }
        json.endObject();
        argument(id.matches("[A-Za-z0-9_-]+"), "Wanted a videoID such as YOUTUBEID_000010_000020, found %s", id);
        var words = captions.isEmpty() ? List.of("") : captions;
        return new SourceVideo(
                id,
                store.getOrDefault(id, to.videos() + "/" + id + ".mp4"),
                split,
                take == Take.ALL ? words : words.subList(0, 1),
                List.of());
    }

    private static List<String> texts(JsonReader json) throws IOException {
        var texts = new ArrayList<String>();
        json.beginArray();
        while (json.hasNext()) {
            texts.add(json.nextString().strip());
        }
        json.endArray();
        return texts;
    }

    private static String stem(String uri) {
        var name = uri.substring(uri.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }
}
