package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Optional;

/**
 * Settings of {@code fetch-clips}.
 *
 * @param out folder of the videos and of the manifest, on any Hadoop file system
 * @param seconds length of a clip, above 0
 * @param mostOfAFile clips cut out of a file, one after the other, at least 1
 * @param limit most videos of each split
 * @param source what is fetched
 */
public record FetchClipsConfig(String out, double seconds, int mostOfAFile, Limit limit, ClipSource source) {
    public FetchClipsConfig {
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(seconds > 0, "seconds must be above 0, found %s", seconds);
        argument(mostOfAFile >= 1, "most-of-a-file must be at least 1, found %d", mostOfAFile);
    }

    /**
     * Most videos of each split; all where it is empty.
     *
     * @param train at least 0
     * @param validation at least 0
     */
    public record Limit(Optional<Integer> train, Optional<Integer> validation) {
        public Limit {
            argument(train.orElse(0) >= 0, "train must be at least 0, found %s", train);
            argument(validation.orElse(0) >= 0, "validation must be at least 0, found %s", validation);
        }

        int of(String split) {
            return (split.equals(SourceVideo.TRAIN) ? train : validation).orElse(Integer.MAX_VALUE);
        }
    }
}
