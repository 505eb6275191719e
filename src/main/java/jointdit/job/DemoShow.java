package jointdit.job;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.codec.CodecConfig;
import jointdit.evaluate.sync.ClipFacts;
import jointdit.job.DemoPage.Card;
import jointdit.media.Clip;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Mp4;
import jointdit.media.Png;
import jointdit.spark.ClipPlayer;
import jointdit.spark.SampleRow;
import jointdit.spark.Storage;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Puts the clips of the demo's page beside it, and scores those whose events can be seen. */
final class DemoShow {
    private static final String SYNTHETIC = "synthetic";
    private static final String SCORED = "bounce-";

    private final Storage storage;
    private final ClipPlayer player;
    private final String out;
    private final String work;
    private final List<ClipFacts> real = new ArrayList<>();
    private final List<ClipFacts> generated = new ArrayList<>();

    /**
     * What the page shows.
     *
     * @param cards one for each prompt
     * @param scores if there are two clips or more whose events can be seen
     */
    record Shown(List<Card> cards, Optional<DemoScores> scores) {}

    /** @param work name of the folder of what was made, in {@code out} */
    DemoShow(SparkSession spark, CodecConfig codec, String out, String work) {
        storage = Storage.of(spark);
        player = new ClipPlayer(spark, codec);
        this.out = out;
        this.work = work;
    }

    /**
     * Writes the files of all prompts.
     *
     * @param prompts table of held-out prompts
     * @param clips table of the real clips
     * @param samples the generated ones
     */
    Shown write(String prompts, String clips, List<SampleRow> samples) {
        var rows = player.spark().read().parquet(prompts).orderBy("id").collectAsList();
        var ids = rows.stream().map(row -> row.<String>getAs("id")).toList();
        var originals = player.clips(clips, ids);
        var byId = samples.stream().collect(toMap(SampleRow::id, identity()));
        storage.delete(out + "/show/" + work);
        var cards = new ArrayList<Card>();
        for (int i = 0; i < rows.size(); i++) {
            cards.add(card(rows.get(i), originals.get(i), byId));
        }
        var scores = generated.size() < 2
                ? Optional.<DemoScores>empty()
                : Optional.of(DemoScores.of(real, generated, player.codec().framesPerSecond()));
        return new Shown(cards, scores);
    }

    private Card card(Row prompt, Clip original, Map<String, SampleRow> samples) {
        var id = prompt.<String>getAs("id");
        var files = "show/" + work + "/" + id.replaceAll("[^A-Za-z0-9._-]", "_");
        storage.write(out + "/" + files + "-first.png", prompt.<byte[]>getAs("image"));
        storage.write(out + "/" + files + "-real.mp4", Mp4.bytes(original));
        storage.write(out + "/" + files + "-real.png", Png.bytes(ContactSheet.of(original, LogMel.audioldm2())));
        var sample = samples.get(id);
        if (sample.status() == SampleRow.Status.FAILED) {
            return new Card(prompt.getAs("prompt"), files, Optional.empty(), Optional.empty(), sample.error());
        }
        copy(sample.videoUri(), files + "-generated.mp4");
        copy(sample.videoUri().replaceAll("\\.mp4$", ".png"), files + "-generated.png");
        if (!work.equals(SYNTHETIC) || !id.startsWith(SCORED)) {
            return new Card(prompt.getAs("prompt"), files, Optional.empty(), Optional.empty(), "");
        }
        var realFacts = ClipFacts.of(original);
        var madeFacts = ClipFacts.of(player.clip(sample.videoUri()));
        real.add(realFacts);
        generated.add(madeFacts);
        var seconds = original.video().seconds();
        return new Card(
                prompt.getAs("prompt"),
                files,
                Optional.of(strip(realFacts, seconds)),
                Optional.of(strip(madeFacts, seconds)),
                "");
    }

    private EventStrip strip(ClipFacts facts, double seconds) {
        return new EventStrip(
                facts.hits(), facts.onsets(), seconds, 1 / player.codec().framesPerSecond());
    }

    private void copy(String from, String to) {
        storage.write(out + "/" + to, storage.read(from));
    }
}
