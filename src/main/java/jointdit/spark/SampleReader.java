package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Fingerprint;
import jointdit.spark.SampleRow.Status;

/**
 * Reads what a row of prompts wants: its picture, and which of its clips are there already. Needs no network, so it
 * works while others do.
 *
 * @param plan of the run
 */
record SampleReader<A>(SamplePlan<A> plan) {
    private static final int MOST_SAMPLES = 10_000;

    /** What became of a sample so far. */
    sealed interface Found<A> {
        /** Nothing is left to do: it is there already, or it cannot be made. */
        record Settled<A>(SampleRow row) implements Found<A> {}

        /**
         * It is to be made.
         *
         * @param row of the samples table, as it will be
         * @param ask what the networks are asked for
         */
        record Wanted<A>(SampleRow row, A ask) implements Found<A> {}
    }

    /** All samples of a row. */
    List<Found<A>> read(PromptRow row) {
        try {
            argument(row.problem().isEmpty(), "%s", row.problem());
            int count = row.samples().orElse(plan.choices().samples());
            argument(count >= 1 && count <= MOST_SAMPLES, "samples must lie in [1, %d], found %d", MOST_SAMPLES, count);
            var image = plan.choices().useImage()
                    ? row.imageBytes().or(() -> row.image().map(plan.storage()::read))
                    : Optional.<byte[]>empty();
            var found = new ArrayList<Found<A>>();
            for (var sample = 0; sample < count; sample++) {
                found.add(read(row, sample, image));
            }
            return found;
        } catch (RuntimeException e) {
            return List.of(new Found.Settled<>(row(row, 0, "", "{}").failed(e)));
        }
    }

    private Found<A> read(PromptRow row, int sample, Optional<byte[]> image) {
        var settings = "{}";
        try {
            settings = plan.server().settings(row);
            var wanted = row(row, sample, key(row, sample, image, settings), settings);
            var there = plan.files().find(row.id(), wanted.sampleKey()).filter(this::holds);
            if (there.isPresent()) {
                return new Found.Settled<>(there.get().withSample(sample));
            }
            return new Found.Wanted<>(wanted, plan.server().ask(row, image, wanted.seed()));
        } catch (RuntimeException e) {
            return new Found.Settled<>(row(row, sample, "", settings).failed(e));
        }
    }

    private boolean holds(SampleRow row) {
        return row.status() == Status.DONE || !plan.choices().retry();
    }

    private String key(PromptRow row, int sample, Optional<byte[]> image, String settings) {
        int batch = plan.choices().batch();
        return new Fingerprint()
                .add(row.prompt())
                .add(row.negativePrompt())
                .add(image.orElseGet(() -> new byte[0]))
                .add(Long.toString(plan.choices().seed(row, sample)))
                .add(plan.server().weights())
                .add(batch == 1 ? settings : settings + " in batches of " + batch)
                .hex();
    }

    private SampleRow row(PromptRow row, int sample, String key, String settings) {
        return new SampleRow(
                row.id(),
                key,
                Status.DONE,
                "",
                "",
                plan.choices().seed(row, sample),
                plan.server().checkpoint(),
                settings,
                0,
                "",
                sample);
    }
}
