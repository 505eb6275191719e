package jointdit.spark;

import static java.util.stream.Collectors.toMap;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jointdit.spark.ArchiveFile.Content;

/**
 * AVSync15: an archive of {@code videos/CLASS/NAME.mp4} with {@code train.txt} and {@code test.txt}, which name a video
 * a line. What {@code test.txt} names is of split {@code validation}.
 *
 * @param archive .zip, .tar or .tar.gz; http, https or any Hadoop file system
 * @param captions of classes; a class without one is described by its name, with spaces for underscores
 * @see <a href="https://arxiv.org/abs/2403.05659">Zhang et al. 2024</a>
 */
record Avsync15(String archive, List<Caption> captions) implements ClipSource {
    private static final String VIDEOS = "videos/";
    private static final Map<String, String> LISTS =
            Map.of("test.txt", SourceVideo.VALIDATION, "train.txt", SourceVideo.TRAIN);
    private static final int LONGEST_LIST = 1 << 24;
    private static final int LARGEST_VIDEO = 1 << 30;

    Avsync15 {
        captions = List.copyOf(captions);
        argument(!archive.isBlank(), "archive must be an address, found nothing");
    }

    /**
     * What the videos of a class show.
     *
     * @param folder of the class
     * @param caption in words
     */
    record Caption(String folder, String caption) {}

    @Override
    public String identity() {
        return "avsync15 of " + archive.replaceFirst("[?#].*", "");
    }

    @Override
    public List<SourceVideo> list(SourceFolder to) {
        if (!LISTS.keySet().stream().allMatch(list -> to.storage().exists(to.out() + "/" + list))) {
            bringLists(to);
        }
        var words = captions.stream().collect(toMap(Caption::folder, Caption::caption, (first, other) -> other));
        var videos = new LinkedHashMap<String, SourceVideo>();
        for (var list : LISTS.keySet().stream().sorted().toList()) { // test.txt first: what is held out stays so
            to.storage()
                    .text(to.out() + "/" + list)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> video(to, list, line, words))
                    .forEach(video -> videos.putIfAbsent(video.id(), video));
        }
        return List.copyOf(videos.values());
    }

    @Override
    public List<FailureRow> bring(SourceFolder to, List<SourceVideo> missing) {
        var left = new HashMap<String, SourceVideo>();
        missing.forEach(video -> left.put(video.uri(), video));
        var reasons = new HashMap<String, String>();
        var broken = "";
        var file = new ArchiveFile(to.locals().of(archive), identity());
        try (var progress = new Progress(to.screen(), "Unpack videos", missing.size())) {
            file.each((path, content) -> {
                var video = left.get(place(to, path));
                if (video != null) {
                    reasons.put(video.uri(), unpack(to, video, content));
                    progress.add(1);
                }
            });
        } catch (IOException e) {
            broken = ", which is broken: " + e.getMessage();
        }
        var absent = "Not in the archive" + broken;
        return missing.stream()
                .filter(video -> !reasons.getOrDefault(video.uri(), absent).isEmpty())
                .map(video -> SourceFolder.failure(video, reasons.getOrDefault(video.uri(), absent)))
                .toList();
    }

    /** Writes one video and returns why it cannot be had, nothing if it can. */
    private static String unpack(SourceFolder to, SourceVideo video, Content content) {
        byte[] bytes;
        try {
            bytes = content.bytes(LARGEST_VIDEO);
        } catch (IOException e) {
            return "Broken in the archive: " + e.getMessage();
        }
        if (bytes.length == LARGEST_VIDEO) {
            return "Wanted a video of less than %d bytes, found more".formatted(LARGEST_VIDEO);
        }
        new WholeFile(to.storage(), video.uri()).write(bytes);
        return "";
    }

    private void bringLists(SourceFolder to) {
        var lists = new HashMap<String, byte[]>();
        try {
            new ArchiveFile(to.locals().of(archive), identity()).each((path, content) -> {
                var name = path.substring(path.lastIndexOf('/') + 1);
                if (LISTS.containsKey(name)) {
                    lists.put(name, content.bytes(LONGEST_LIST));
                }
            });
        } catch (IOException e) { // the lists may have come before the end of a broken archive
            if (lists.size() < LISTS.size()) {
                throw new UncheckedIOException("Cannot read %s: %s".formatted(identity(), e.getMessage()), e);
            }
        }
        argument(!lists.isEmpty(), "Wanted train.txt and test.txt in %s, found neither", identity());
        LISTS.keySet()
                .forEach(list -> new WholeFile(to.storage(), to.out() + "/" + list)
                        .write(lists.getOrDefault(list, new byte[0])));
    }

    private static SourceVideo video(SourceFolder to, String list, String line, Map<String, String> words) {
        argument(
                !line.startsWith("/") && Arrays.stream(line.split("[/\\\\]")).noneMatch(".."::equals),
                "Refused the line %s of %s: it leads out of the folder",
                line,
                list);
        var path = inside(line).matches(".*\\.[A-Za-z0-9]{2,4}") ? inside(line) : inside(line) + ".mp4";
        var folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        var caption = words.getOrDefault(folder, folder.replace('_', ' '));
        return new SourceVideo(
                path.substring(0, path.lastIndexOf('.')),
                to.videos() + "/" + path,
                LISTS.get(list),
                List.of(caption),
                folder.isEmpty() ? List.of() : List.of(folder));
    }

    private static String place(SourceFolder to, String path) {
        return to.videos() + "/" + inside(path);
    }

    /** The path from the folder of the classes on. */
    private static String inside(String path) {
        int at = ("/" + path).lastIndexOf("/" + VIDEOS);
        return at < 0 ? path.replaceFirst("^(\\./)+", "") : path.substring(at + VIDEOS.length());
    }
}
