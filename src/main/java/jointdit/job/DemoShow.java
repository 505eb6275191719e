package jointdit.job;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.codec.CodecConfig;
import jointdit.evaluate.sync.SyncFacts;
import jointdit.job.DemoPage.Card;
import jointdit.media.Clip;
import jointdit.media.ContactSheet;
import jointdit.media.LogMel;
import jointdit.media.Mp4;
import jointdit.media.Png;
import jointdit.spark.ClipPlayer;
import jointdit.spark.SampleRow;
import jointdit.spark.Storage;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Puts the clips of the demo's page beside it, and scores those whose events can be seen. */
final class DemoShow {
    private static final String SYNTHETIC = "synthetic";

    private final Storage storage;
    private final ClipPlayer player;
    private final String out;
    private final String work;
    private final List<SyncFacts> real = new ArrayList<>();
    private final List<SyncFacts> generated = new ArrayList<>();

    /**
     * What the page shows.
     *
     * @param cards one for each prompt
     * @param scores if there are enough clips whose events can be seen
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
        var scores = generated.size() < DemoScores.LEAST
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
        var scene = scene(id);
        if (scene.isEmpty()) {
            return new Card(prompt.getAs("prompt"), files, Optional.empty(), Optional.empty(), "");
        }
        var realFacts = SyncFacts.of(original, scene.get());
        var madeFacts = SyncFacts.of(player.clip(sample.videoUri()), scene.get());
        real.add(realFacts);
        generated.add(madeFacts);
        return new Card(
                prompt.getAs("prompt"), files, Optional.of(strip(realFacts)), Optional.of(strip(madeFacts)), "");
    }

    /** What a made clip shows; clips of the user show nothing that is known. */
    private Optional<SceneKind> scene(String id) {
        return Arrays.stream(SceneKind.values())
                .filter(scene -> work.equals(SYNTHETIC) && id.startsWith(scene.label() + "-"))
                .findFirst();
    }

    private EventStrip strip(SyncFacts facts) {
        return new EventStrip(
                facts.seen(), facts.heard(), facts.seconds(), 1 / player.codec().framesPerSecond());
    }

    private void copy(String from, String to) {
        storage.write(out + "/" + to, storage.read(from));
    }
}
