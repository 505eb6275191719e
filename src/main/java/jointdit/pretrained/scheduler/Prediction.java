package jointdit.pretrained.scheduler;

/** What a network predicts, by its published name in lower case. */
public enum Prediction {
    EPSILON {
        @Override
        double clean(Mix mix, double sample, double output) {
            return (sample - mix.sigma() * output) / mix.alpha();
        }

        @Override
        double noise(Mix mix, double sample, double output) {
            return output;
        }
    },
    /** Velocity {@code alpha noise - sigma clean}. */
    V_PREDICTION {
        @Override
        double clean(Mix mix, double sample, double output) {
            return mix.alpha() * sample - mix.sigma() * output;
        }

        @Override
        double noise(Mix mix, double sample, double output) {
            return mix.alpha() * output + mix.sigma() * sample;
        }
    },
    SAMPLE {
        @Override
        double clean(Mix mix, double sample, double output) {
            return output;
        }

        @Override
        double noise(Mix mix, double sample, double output) {
            return (sample - mix.alpha() * output) / mix.sigma();
        }
    };

    /** The part of {@code sample}, of variance 1, that is not noise. */
    abstract double clean(Mix mix, double sample, double output);

    /** The noise in {@code sample}, of variance 1. */
    abstract double noise(Mix mix, double sample, double output);

    static Prediction named(String name) {
        return Named.constant(values(), "prediction_type", name);
    }
}
