package jointdit.spark.ml;

import java.util.Arrays;
import java.util.Iterator;
import jointdit.spark.PromptSampler;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows of a table of prompts with their clips behind their columns.
 *
 * @param sampler makes the clips
 * @param columns of the prompts
 * @param weights of rows without their own; empty for none
 */
record SampledRows(PromptSampler sampler, SampleColumns columns, String weights)
        implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        var task = sampler.here();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                var row = rows.next();
                var values = new Object[row.size() + 1];
                Arrays.setAll(values, i -> i < row.size() ? row.get(i) : null);
                values[row.size()] = task.make(columns.prompt(row, weights));
                return RowFactory.create(values);
            }
        };
    }
}
