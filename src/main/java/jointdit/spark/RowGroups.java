package jointdit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;

/** Row groups of Parquet files, read whole. */
final class RowGroups {
    private final Configuration configuration;
    private final UnaryOperator<MessageType> columns;
    private final List<Place> places = new ArrayList<>();

    private record Place(String file, int index, int rows) {}

    /**
     * Of files in the order of their names; only their ends are read.
     *
     * @param columns what is read of a table
     */
    RowGroups(List<String> files, Configuration configuration, UnaryOperator<MessageType> columns) {
        this.configuration = configuration;
        this.columns = columns;
        files.stream().sorted().forEach(this::add);
    }

    private void add(String file) {
        try (var reader = open(file)) {
            var blocks = reader.getRowGroups();
            for (var i = 0; i < blocks.size(); i++) {
                places.add(new Place(file, i, Math.toIntExact(blocks.get(i).getRowCount())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private ParquetFileReader open(String file) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(new Path(URI.create(file)), configuration));
    }

    /** Rows of each. */
    int[] rows() {
        return places.stream().mapToInt(Place::rows).toArray();
    }

    /** The rows of one; null for those that are {@code passed}. */
    Group[] read(int number, BitSet passed) {
        var place = places.get(number);
        try (var reader = open(place.file)) {
            var schema = columns.apply(reader.getFileMetaData().getSchema());
            reader.setRequestedSchema(schema);
            var pages = reader.readRowGroup(place.index);
            var records =
                    new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new GroupRecordConverter(schema));
            var rows = new Group[place.rows];
            for (var i = 0; i < rows.length; i++) {
                var row = records.read();
                rows[i] = passed.get(i) ? null : row;
            }
            return rows;
        } catch (IOException | ParquetDecodingException e) {
            throw new IllegalStateException(
                    "Cannot read row group %d of %s: %s; cache the clips of that file again"
                            .formatted(place.index, place.file, e.getMessage()),
                    e);
        }
    }
}
