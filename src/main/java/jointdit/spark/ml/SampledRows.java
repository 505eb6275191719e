package jointdit.spark.ml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
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
        return new Sampling(rows, sampler.here());
    }

    /** Some rows at a time. */
    private final class Sampling implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final PromptSampler.Task task;
        private final Deque<Row> made = new ArrayDeque<>();

        Sampling(Iterator<Row> rows, PromptSampler.Task task) {
            this.rows = rows;
            this.task = task;
        }

        @Override
        public boolean hasNext() {
            return !made.isEmpty() || rows.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more rows");
            }
            if (made.isEmpty()) {
                make();
            }
            return made.remove();
        }

        private void make() {
            var some = new ArrayList<Row>();
            while (rows.hasNext() && some.size() < sampler.rows()) {
                some.add(rows.next());
            }
            var samples = task.make(
                    some.stream().map(row -> columns.prompt(row, weights)).toList());
            for (var i = 0; i < some.size(); i++) {
                made.add(Columns.behind(some.get(i), RowFactory.create(samples.get(i))));
            }
        }
    }
}
