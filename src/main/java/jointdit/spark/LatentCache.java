package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Fingerprint;
import jointdit.config.Configs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The folder of cached latents, on any Hadoop file system.
 *
 * <pre>
 * codec/      the codec, see {@link CodecFolder}
 * latents/    Parquet of {@link LatentRow}, a folder per split
 * failures/   Parquet of {@link FailureRow}, of the last run
 * empty-text.safetensors  {@link EmptyTextFile}, if captions are encoded for AudioLDM2
 * cache.json  {@link CacheCard}, written last and removed first
 * </pre>
 *
 * @param spark the session
 * @param uri the folder
 */
public record LatentCache(SparkSession spark, String uri) {
    private static final int ROW_GROUP_BYTES = 16 << 20;

    /**
     * Rows of {@link LatentRow#SCHEMA}.
     *
     * @throws IllegalArgumentException if no run of {@code cache-latents} has come to its end here, or one of another
     *     version of the table
     */
    public Dataset<Row> latents() {
        var card = card();
        argument(
                card.isPresent(),
                "Wanted a finished latent cache in %s, found no cache.json; run cache-latents again, it goes on where"
                        + " it stopped",
                uri);
        argument(
                card.get().version().equals(Optional.of(LatentRow.VERSION)),
                "Wanted a table of version %d in %s, found version %d; run cache-latents again, it encodes the clips"
                        + " anew",
                LatentRow.VERSION,
                uri,
                card.get().version().orElse(1));
        return rows();
    }

    /** Rows of {@link FailureRow#SCHEMA}, the clips that the last run could not encode. */
    public Dataset<Row> failures() {
        return spark.read().schema(FailureRow.SCHEMA).parquet(failuresFolder());
    }

    /** What is said about the cache; empty if it is not finished. */
    public Optional<CacheCard> card() {
        return storage()
                .file(cardFile())
                .map(file -> Configs.read(storage().text(file.uri()), file.uri(), CacheCard.class));
    }

    /** The codec of the latents. */
    public CodecFolder codec() {
        return new CodecFolder(storage(), uri + "/codec");
    }

    /** What AudioLDM2 makes of the empty text. */
    EmptyTextFile emptyText() {
        return EmptyTextFile.in(storage(), uri);
    }

    /**
     * Makes the folders.
     *
     * @throws IllegalArgumentException with the reason, if nothing can be written here
     */
    void make() {
        var probe = uri + "/.probe";
        try {
            storage().write(probe, uri);
            storage().delete(probe);
            storage().makeFolder(latentsFolder());
            storage().makeFolder(failuresFolder());
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "Cannot write to %s: %s; name another folder with out=".formatted(uri, reason(e)), e);
        }
    }

    /** Rows written so far, whether or not the cache is finished. */
    Dataset<Row> rows() {
        return spark.read().schema(LatentRow.SCHEMA).parquet(latentsFolder());
    }

    /** Rows of some of the files of {@link #rows}. */
    Dataset<Row> rowsOf(List<String> files) {
        return spark.read()
                .schema(LatentRow.SCHEMA)
                .option("basePath", latentsFolder())
                .parquet(files.toArray(String[]::new));
    }

    /** From here to {@link #finish} the cache is not whole. */
    void begin() {
        storage().delete(cardFile());
        emptyText().delete();
        storage().delete(failuresFolder());
        storage().makeFolder(failuresFolder());
        storage().delete(latentsFolder() + "/_temporary"); // what a killed run had at hand
        storage().delete(latentsFolder() + "/__magic"); // the same on S3
    }

    /** Adds latent rows; each file appears whole or not at all. */
    void append(Dataset<Row> latents) {
        write(latents, latentsFolder(), "split");
    }

    /** Adds failure rows. */
    void appendFailures(Dataset<Row> failures) {
        write(failures, failuresFolder());
    }

    /** Marks the cache as whole. */
    CacheCard finish(String codecFingerprint) {
        var table = Table.of(rows());
        var card = new CacheCard(
                codecFingerprint,
                table.fingerprint(),
                table.clips(),
                failures().count(),
                Optional.of(LatentRow.VERSION));
        storage().write(cardFile(), Configs.json(card));
        return card;
    }

    /** What rows of latents are told from others by: a hash of their names and fingerprints, and their number. */
    record Table(String fingerprint, long clips) {
        static Table of(Dataset<Row> latents) {
            var hash = new Fingerprint();
            var clips = 0L;
            var rows = latents.select("clip_id", "fingerprint")
                    .orderBy(col("clip_id"))
                    .toLocalIterator();
            while (rows.hasNext()) {
                var row = rows.next();
                hash.add(row.getString(0)).add(row.getString(1));
                clips++;
            }
            return new Table(hash.hex(), clips);
        }
    }

    private void write(Dataset<Row> rows, String folder, String... partitions) {
        try {
            rows.write()
                    .mode(SaveMode.Append)
                    .partitionBy(partitions)
                    .option("compression", "none")
                    .option("parquet.block.size", ROW_GROUP_BYTES)
                    .option("parquet.enable.dictionary", false)
                    .option("parquet.page.size.row.check.min", 4)
                    .option("parquet.page.size.row.check.max", 32)
                    .parquet(folder);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Cannot write to %s: %s; what was written before is kept, run again to go on"
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? e.getMessage() : reason(e.getCause());
    }

    private Storage storage() {
        return Storage.of(spark);
    }

    private String latentsFolder() {
        return uri + "/latents";
    }

    private String failuresFolder() {
        return uri + "/failures";
    }

    private String cardFile() {
        return uri + "/cache.json";
    }
}
