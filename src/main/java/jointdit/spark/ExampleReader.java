package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.condition.TextStates;
import jointdit.spark.ClipConditions.FirstFrame;
import jointdit.tensor.Half;
import jointdit.train.Example;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** Makes clips to learn from of rows of the latents table, and knows which columns that takes. */
final class ExampleReader {
    private static final List<String> COLUMNS = List.of("clip_id", "caption", "video", "audio");
    private static final List<String> SEEN =
            List.of(ClipConditions.PICTURE, ClipConditions.PICTURE_NOISE, ClipConditions.EMBEDDING);
    private static final List<String> HEARD = List.of(
            ClipConditions.LANGUAGE, ClipConditions.LANGUAGE_TOKENS, ClipConditions.T5, ClipConditions.T5_TOKENS);

    private final LatentFeed.Source source;
    private final TowerConditions towers;
    private final List<float[]> silent;
    private final LatentCut cut;

    ExampleReader(LatentFeed.Source source) {
        this.source = source;
        towers = source.towers();
        silent = towers.silent(source.shape());
        cut = LatentCut.of(source);
    }

    /** The columns that are read of a table; those that it lacks were not known of when it was made. */
    MessageType columns(MessageType table) {
        var told = Stream.concat(towers.sees() ? SEEN.stream() : Stream.of(ClipConditions.PICTURE), heard())
                .filter(table::containsField);
        var columns = Stream.concat(COLUMNS.stream(), told).map(table::getType).toList();
        return new MessageType(table.getName(), columns);
    }

    private Stream<String> heard() {
        return towers.hears() ? HEARD.stream() : Stream.of();
    }

    /**
     * The clip of a row.
     *
     * @throws IllegalArgumentException if it has another shape, or lacks what a tower takes
     */
    Example example(Group row) {
        var id = row.getString("clip_id", 0);
        var video = latents(row, "video", source.shape().videoSize(), cut::video);
        var audio = latents(row, "audio", source.shape().audioSize(), cut::audio);
        var own = towers.own(new ClipConditions(firstFrame(row), text(row)), source.shape());
        var textless = TowerConditions.textless(own, silent);
        var text = source.text().vector(row.getString("caption", 0));
        return new Example(id, video, audio, picture(row, video), text, own, textless);
    }

    private static float[] latents(Group row, String column, int size, UnaryOperator<float[]> cut) {
        var values = cut.apply(halves(row, column));
        argument(
                values.length == size,
                "Clip %s has %d values in %s where the table's first clip has %d; train on clips of one length",
                row.getString("clip_id", 0),
                values.length,
                column,
                size);
        return values;
    }

    /** The first frame with the noise of generation on it, where the table has that. */
    private float[] picture(Group row, float[] video) {
        var size = source.shape().pictureSize();
        return has(row, ClipConditions.PICTURE)
                ? latents(row, ClipConditions.PICTURE, size, UnaryOperator.identity())
                : Arrays.copyOf(video, size);
    }

    private static Optional<FirstFrame> firstFrame(Group row) {
        return has(row, ClipConditions.EMBEDDING)
                ? Optional.of(new FirstFrame(
                        new float[0],
                        row.getDouble(ClipConditions.PICTURE_NOISE, 0),
                        Optional.of(floats(row.getGroup(ClipConditions.EMBEDDING, 0)))))
                : Optional.empty();
    }

    private static Optional<TextStates> text(Group row) {
        return has(row, ClipConditions.LANGUAGE)
                ? Optional.of(new TextStates(
                        halves(row, ClipConditions.LANGUAGE),
                        row.getInteger(ClipConditions.LANGUAGE_TOKENS, 0),
                        halves(row, ClipConditions.T5),
                        row.getInteger(ClipConditions.T5_TOKENS, 0)))
                : Optional.empty();
    }

    private static boolean has(Group row, String column) {
        return row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0;
    }

    private static float[] halves(Group row, String column) {
        return Half.FLOAT16.floats(row.getBinary(column, 0).getBytes());
    }

    /** Of Parquet's lists: a group of groups of one value each. */
    private static float[] floats(Group list) {
        var values = new float[list.getFieldRepetitionCount(0)];
        IntStream.range(0, values.length)
                .forEach(i -> values[i] = list.getGroup(0, i).getFloat(0, 0));
        return values;
    }
}
