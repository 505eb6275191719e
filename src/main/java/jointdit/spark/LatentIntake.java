package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings rows of latents that were made elsewhere, such as in a pipeline of Spark ML, into a {@link LatentCache}, where
 * training reads them. Rows of the cache itself are left where they are.
 *
 * @param cache where they go
 * @param codec folder of the codec that made them; not needed where the cache has it
 */
public record LatentIntake(LatentCache cache, Optional<String> codec) {
    private static final String[] KEY = {"clip_id", "fingerprint"};

    /**
     * Fills the cache, or goes on where a killed run stopped. Rows without {@code clip_id}, of clips that could not be
     * encoded, are left out.
     *
     * @param latents rows with the columns of {@link LatentRow#SCHEMA}
     * @throws IllegalArgumentException if the cache holds other rows, or nobody names the codec
     */
    public void take(Dataset<Row> latents) {
        if (!isCache(latents)) {
            var rows = latents.where(col("clip_id").isNotNull()).select(columns());
            if (cache.card().isPresent()) {
                checkSame(rows);
            } else {
                fill(rows);
            }
        }
    }

    private static Column[] columns() {
        return Arrays.stream(LatentRow.SCHEMA.fieldNames()).map(n -> col(n)).toArray(Column[]::new);
    }

    /** Whether these are the finished cache itself, as it is read. */
    private boolean isCache(Dataset<Row> latents) {
        var card = cache.card();
        var files = latents.inputFiles();
        return card.isPresent()
                && files.length > 0
                && Arrays.equals(sorted(files), sorted(cache.rows().inputFiles()))
                && latents.count() == card.get().clips();
    }

    private static String[] sorted(String... files) {
        return Stream.of(files).sorted().toArray(String[]::new);
    }

    private void checkSame(Dataset<Row> rows) {
        var table = LatentCache.Table.of(rows);
        var card = cache.card().orElseThrow();
        argument(
                table.fingerprint().equals(card.table()),
                "Wanted the %d clips of the finished latent cache in %s, found %d others; set another folder latents",
                card.clips(),
                cache.uri(),
                table.clips());
    }

    private void fill(Dataset<Row> rows) {
        var made = codecCard();
        cache.make();
        var there = cache.rows();
        var missing = there.isEmpty() ? rows : missing(rows, there);
        codec.ifPresent(uri -> bring(new CodecFolder(cache.codec().storage(), uri), made));
        cache.begin();
        cache.append(missing);
        cache.finish(made.fingerprint());
    }

    private Dataset<Row> missing(Dataset<Row> rows, Dataset<Row> there) {
        argument(
                there.join(rows, KEY, "left_anti").isEmpty(),
                "Wanted an empty folder, or one that these clips were being written to, found others in %s; set another"
                        + " folder latents",
                cache.uri());
        return rows.join(there, KEY, "left_anti");
    }

    /** Of the codec that made the latents. */
    private CodecCard codecCard() {
        var from = codec.map(uri -> new CodecFolder(cache.codec().storage(), uri));
        var found = from.orElse(cache.codec()).card();
        argument(
                found.isPresent(),
                "Wanted the codec that made the latents, found none in %s; set its folder, codec",
                from.orElse(cache.codec()).uri());
        return found.get();
    }

    private void bring(CodecFolder from, CodecCard card) {
        if (!cache.codec().card().equals(Optional.of(card))) {
            cache.codec().write(from.read(), card);
        }
    }
}
