package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.spark.Progress.Screen;
import jointdit.spark.VideoLengths.Length;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Fills a folder with the videos of a published set. What is there already stays as it is.
 *
 * <pre>
 * fetch-clips.json  {@link Card}: what the folder holds, written first
 * videos/           the files
 * lengths.jsonl     how long they sound
 * failures/         Parquet of {@link FailureRow}, of the last run
 * clips.jsonl       the manifest that {@link ClipTable} reads, written last
 * </pre>
 */
public final class FetchClips {
    private static final double SLACK_SECONDS = 0.05;

    private final SparkSession spark;
    private final FetchClipsConfig config;
    private final SourceFolder folder;

    public FetchClips(SparkSession spark, FetchClipsConfig config, Screen screen) {
        this.spark = spark;
        this.config = config;
        folder = SourceFolder.of(spark, config.out(), screen);
    }

    /**
     * What a folder holds.
     *
     * @param source which set, so that no folder mixes two
     */
    record Card(String source) {}

    /**
     * Runs to the end; videos that cannot be had or are broken become failures.
     *
     * @throws IllegalArgumentException if the source lists nothing, or the folder holds another one
     * @throws java.io.UncheckedIOException if the source cannot be reached, or the folder cannot be written
     */
    public FetchClipsReport run() {
        claim();
        var listed = config.source().list(folder);
        argument(!listed.isEmpty(), "Wanted videos in the lists of the source, found none");
        var there = there(listed);
        var wanted = limited(listed, there);
        var missing =
                wanted.stream().filter(video -> !there.contains(video.uri())).toList();
        var failures = new ArrayList<>(
                missing.isEmpty() ? List.<FailureRow>of() : config.source().bring(folder, missing));
        int brought = missing.size() - failures.size();
        var failed = failures.stream().map(FailureRow::id).collect(toSet());
        var measured = new VideoLengths(folder)
                .measure(wanted.stream()
                        .filter(video -> !failed.contains(video.id()))
                        .toList());
        failures.addAll(measured.failures());
        var clips = clips(wanted, measured.lengths(), failures);
        write(failures);
        var manifest = folder.out() + "/clips.jsonl";
        new JsonLines(spark, manifest).write(clips.stream().map(ClipRow::toRow).toList(), ClipRow.SCHEMA);
        folder.locals().remove();
        var reason = failures.stream().map(FailureRow::reason).findFirst().orElse("");
        return new FetchClipsReport(wanted.size(), brought, failures.size(), clips.size(), manifest, reason);
    }

    private void claim() {
        var card = new Card(config.source().identity());
        var file = folder.out() + "/fetch-clips.json";
        if (!folder.storage().exists(file)) {
            new WholeFile(folder.storage(), file).write(Configs.json(card).getBytes(UTF_8));
            return;
        }
        var found = Configs.read(folder.storage().text(file), file, Card.class);
        argument(
                found.equals(card),
                "Wanted %s in %s, found %s; set another out, or delete that folder",
                card.source(),
                folder.out(),
                found.source());
    }

    /** Those of the videos whose files are in their place. */
    private Set<String> there(List<SourceVideo> videos) {
        var brought = folder.files(folder.videos());
        return videos.stream()
                .map(SourceVideo::uri)
                .filter(uri -> brought.contains(uri) || !uri.startsWith(folder.videos() + "/"))
                .collect(toSet());
    }

    /** Of each split as many as wanted, first those that are here. */
    private List<SourceVideo> limited(List<SourceVideo> videos, Set<String> there) {
        return new TreeMap<>(videos.stream().collect(groupingBy(SourceVideo::split)))
                .entrySet().stream()
                        .flatMap(split -> split.getValue().stream()
                                .sorted(comparing((SourceVideo video) -> !there.contains(video.uri()))
                                        .thenComparing(SourceVideo::order))
                                .limit(config.limit().of(split.getKey())))
                        .sorted(comparing(SourceVideo::id))
                        .toList();
    }

    private List<ClipRow> clips(List<SourceVideo> videos, List<Length> lengths, List<FailureRow> failures) {
        var seconds = lengths.stream().collect(toMap(Length::id, Length::seconds));
        var clips = new ArrayList<ClipRow>();
        for (var video : videos) {
            if (!seconds.containsKey(video.id())) {
                continue;
            }
            double length = seconds.get(video.id());
            int count = (int) Math.min(config.mostOfAFile(), (length + SLACK_SECONDS) / config.seconds());
            if (count == 0) {
                var reason = String.format(ROOT, "Wanted a clip of %s s, found only %.2f s", config.seconds(), length);
                failures.add(SourceFolder.failure(video, reason));
            }
            IntStream.range(0, count).boxed().flatMap(k -> clips(video, k)).forEach(clips::add);
        }
        return clips;
    }

    private Stream<ClipRow> clips(SourceVideo video, int k) {
        var all = video.captions();
        return IntStream.range(0, all.size()).mapToObj(c -> {
            var id = video.id() + "-" + (k + 1) + (all.size() > 1 ? "-" + (c + 1) : "");
            double start = k * config.seconds();
            return new ClipRow(
                    id, relative(video.uri()), video.split(), all.get(c), start, config.seconds(), video.labels(), "");
        });
    }

    /** As the manifest names it, so that the folder can be moved. */
    private String relative(String uri) {
        return uri.startsWith(folder.out() + "/") ? uri.substring(folder.out().length() + 1) : uri;
    }

    private void write(List<FailureRow> failures) {
        var rows = failures.stream().map(FailureRow::toRow).toList();
        spark.createDataFrame(rows, FailureRow.SCHEMA)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.out() + "/failures");
    }
}
