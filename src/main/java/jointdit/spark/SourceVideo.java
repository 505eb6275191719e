package jointdit.spark;

import java.util.List;
import jointdit.codec.Fingerprint;

/**
 * A video that a set of data lists; its file may not be here yet.
 *
 * @param id its name in the set
 * @param uri where its file is or is to be, with scheme
 * @param split {@code train} or {@code validation}
 * @param captions what it shows, one or more
 * @param labels classes it belongs to
 */
record SourceVideo(String id, String uri, String split, List<String> captions, List<String> labels) {
    static final String TRAIN = "train";
    static final String VALIDATION = "validation";

    SourceVideo {
        captions = List.copyOf(captions);
        labels = List.copyOf(labels);
    }

    /** Decides which ones a limit takes: always the same, of all classes. */
    String order() {
        return new Fingerprint().add(id).hex();
    }
}
