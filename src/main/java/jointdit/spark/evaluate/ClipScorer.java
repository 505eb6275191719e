package jointdit.spark.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.codec.Fingerprint;
import jointdit.config.Configs;
import jointdit.evaluate.Measure;
import jointdit.evaluate.quality.ClipEmbedding;
import jointdit.evaluate.quality.Embedding;
import jointdit.evaluate.quality.EmbeddingConfig;
import jointdit.evaluate.quality.Fault;
import jointdit.evaluate.quality.PerceptualHash;
import jointdit.evaluate.quality.PictureQuality;
import jointdit.evaluate.quality.SoundQuality;
import jointdit.evaluate.sync.SyncFacts;
import jointdit.evaluate.sync.SyncMeasures;
import jointdit.media.Clip;
import jointdit.media.Cut;
import jointdit.media.MediaDecoder;
import jointdit.spark.ClipRow;
import jointdit.spark.FailureRow;
import jointdit.spark.ModelStore;
import jointdit.spark.Storage;
import jointdit.spark.StoredFile;
import jointdit.synthetic.SceneKind;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Looks at single clips, in one task. */
final class ClipScorer implements AutoCloseable {
    /** What a clip's figures depend on beside its files and the settings. */
    private static final String VERSION = "2";

    private final EvaluateConfig config;
    private final Storage storage;
    private final MediaDecoder decoder;
    private final SyncMeasures sync;
    private final List<Embedding> embeddings = new ArrayList<>();

    ClipScorer(EvaluateConfig config, Storage storage) {
        this.config = config;
        this.storage = storage;
        decoder = new MediaDecoder(config.decode());
        sync = new SyncMeasures(config.tolerance());
    }

    /** A row of {@link ScoredClip#SCHEMA}; empty if the clip was looked at before. */
    Optional<Row> score(Row wanted) throws Exception {
        try {
            var problem = wanted.<String>getAs("problem");
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(problem);
            }
            var key = key(wanted);
            return key.equals(wanted.getAs("known_key"))
                    ? Optional.empty()
                    : Optional.of(look(wanted).toRow(wanted, key, null));
        } catch (Exception e) {
            if (TaskContext.get().isInterrupted()) {
                throw e;
            }
            var failure = FailureRow.of(wanted.getAs("clip_id"), "evaluate", wanted.getAs("uri"), e);
            return Optional.of(ScoredClip.none().toRow(wanted, "", failure.toRow()));
        }
    }

    private String key(Row wanted) {
        var files = Stream.of(wanted, wanted.<Row>getAs("reference"))
                .filter(row -> row != null)
                .map(row -> row.<String>getAs("uri"))
                .map(uri -> uri + storage.file(uri).map(StoredFile::toString).orElse(""));
        var hash = new Fingerprint()
                .add(VERSION)
                .add(Configs.json(config.decode()))
                .add(wanted.<String>getAs("group"))
                .add(wanted.<String>getAs("caption"))
                .add(String.valueOf(truth(wanted)));
        config.embeddings().forEach(embedding -> hash.add(embedding.toString()));
        files.forEach(hash::add);
        return hash.hex();
    }

    private ScoredClip look(Row wanted) {
        var row = ClipRow.from(wanted);
        var file = storage.read(row.uri());
        var cut = new Cut(row.startSeconds(), row.durationSeconds());
        var clip = decoded(file, cut);
        var reference = Optional.ofNullable(wanted.<Row>getAs("reference")).map(this::decoded);
        var facts = SyncFacts.of(file, cut, clip, scene(wanted));
        var measures = new ArrayList<>(sync.of(facts));
        truth(wanted).ifPresent(times -> measures.addAll(sync.against(facts, times)));
        reference.ifPresent(other -> {
            measures.addAll(PictureQuality.of(clip.video(), other.video()));
            measures.addAll(SoundQuality.of(clip.sound(), other.sound()));
        });
        var vectors = vectors(clip, reference, wanted.getAs("caption"), measures);
        var faults = Fault.of(clip).stream().map(Fault::label).toList();
        return new ScoredClip(Configs.json(facts), faults, measures, vectors, PerceptualHash.of(clip.video()));
    }

    private Clip decoded(Row row) {
        var clip = ClipRow.from(row);
        return decoded(storage.read(clip.uri()), new Cut(clip.startSeconds(), clip.durationSeconds()));
    }

    /** Files without sound are silent. */
    private Clip decoded(byte[] file, Cut cut) {
        return MediaDecoder.hasSound(file)
                ? decoder.clip(file, cut)
                : Clip.silent(decoder.video(file, cut), config.decode().sampleRateHz());
    }

    private static Optional<List<Double>> truth(Row wanted) {
        return Optional.ofNullable(wanted.<Object>getAs("truth"))
                .map(times -> wanted.getList(wanted.fieldIndex("truth")));
    }

    private static Optional<SceneKind> scene(Row wanted) {
        var group = wanted.<String>getAs("group");
        return Stream.of(SceneKind.values())
                .filter(scene -> scene.label().equals(group))
                .findFirst();
    }

    private List<Row> vectors(Clip clip, Optional<Clip> reference, String caption, List<Measure> measures) {
        var rows = new ArrayList<Row>();
        for (var embedding : opened()) {
            var vectors = embedding.of(clip);
            vectors.forEach(vector -> rows.add(RowFactory.create(embedding.name(), vector)));
            if (embedding instanceof ClipEmbedding similar) {
                var first = reference.map(similar::of).orElse(List.of());
                measures.addAll(similar.similarities(vectors, caption, first));
            }
        }
        return rows;
    }

    /** Networks are opened for the first clip that needs them. */
    private List<Embedding> opened() {
        if (embeddings.isEmpty()) {
            var places = new ModelStore(storage);
            config.embeddings().stream()
                    .map((EmbeddingConfig embedding) -> embedding.open(places))
                    .forEach(embeddings::add);
        }
        return embeddings;
    }

    @Override
    public void close() {
        embeddings.forEach(Embedding::close);
    }
}
