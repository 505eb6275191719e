package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import jointdit.joint.LatentShape;
import jointdit.tensor.Noise;
import jointdit.train.Example;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;

/**
 * Clips of the latents table in an order that depends on the seed and the epoch only. Files are read directly, row
 * group by row group in shuffled order; the next clip is drawn from a bounded buffer, so memory does not grow with the
 * table.
 */
final class LatentFeed {
    /** A part of a file that is read at once. */
    private record RowGroup(String file, int index) {}

    /**
     * What is read.
     *
     * @param files Parquet files of {@link LatentRow}
     * @param shape every clip must have it
     * @param text hashes captions
     * @param buffer clips among which the next is drawn
     * @param seed of the order
     * @param towers what they take of their own
     */
    record Source(
            List<String> files, LatentShape shape, TextHasher text, int buffer, long seed, TowerConditions towers) {
        /** For towers that take nothing of their own. */
        Source(List<String> files, LatentShape shape, TextHasher text, int buffer, long seed) {
            this(files, shape, text, buffer, seed, TowerConditions.NOTHING);
        }
    }

    private final Source source;
    private final Configuration configuration;
    private final ExampleReader examples;
    private final List<RowGroup> groups = new ArrayList<>();
    private final Deque<RowGroup> ahead = new ArrayDeque<>();
    private final List<Example> buffer = new ArrayList<>();
    private Random order = new Random();
    private int epoch;
    private long clips;

    LatentFeed(Source source, Configuration configuration) {
        this.source = source;
        this.configuration = configuration;
        examples = new ExampleReader(source);
        source.files().stream().sorted().forEach(this::addGroups);
        argument(!groups.isEmpty(), "Wanted clips to learn from, found none in %s", source.files());
    }

    private void addGroups(String file) {
        try (var reader = open(file)) {
            IntStream.range(0, reader.getRowGroups().size()).forEach(i -> groups.add(new RowGroup(file, i)));
            clips += reader.getRecordCount();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private ParquetFileReader open(String file) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(new Path(URI.create(file)), configuration));
    }

    /** The next {@code count} clips; epochs follow each other without end. */
    List<Example> next(int count) {
        var batch = new ArrayList<Example>();
        while (batch.size() < count) {
            batch.add(next());
        }
        return batch;
    }

    /** Passes over clips at the start of a run, to go on where an earlier one stopped; whole epochs are not read. */
    void skip(long passed) {
        epoch = Math.toIntExact(passed / clips);
        for (long i = 0; i < passed % clips; i++) {
            next();
        }
    }

    private Example next() {
        if (buffer.isEmpty() && ahead.isEmpty()) {
            startEpoch();
        }
        while (buffer.size() < source.buffer() && !ahead.isEmpty()) {
            buffer.addAll(read(ahead.remove()));
        }
        Collections.swap(buffer, order.nextInt(buffer.size()), buffer.size() - 1);
        return buffer.remove(buffer.size() - 1);
    }

    private void startEpoch() {
        order = new Random(Noise.seed(source.seed(), epoch++));
        var shuffled = new ArrayList<>(groups);
        Collections.shuffle(shuffled, order);
        ahead.addAll(shuffled);
    }

    private List<Example> read(RowGroup group) {
        try (var reader = open(group.file())) {
            var schema = examples.columns(reader.getFileMetaData().getSchema());
            reader.setRequestedSchema(schema);
            var pages = reader.readRowGroup(group.index());
            var rows =
                    new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new GroupRecordConverter(schema));
            var read = new ArrayList<Example>();
            for (long i = 0; i < pages.getRowCount(); i++) {
                read.add(examples.example(rows.read()));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read row group " + group.index() + " of " + group.file(), e);
        }
    }
}
