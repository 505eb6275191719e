package jointdit.pretrained.clip;

import jointdit.tensor.Tensor;

/** What stands between the two linear maps of a block. */
enum ClipActivation {
    /** x Phi(x) with the exact normal distribution. */
    GELU {
        @Override
        Tensor apply(Tensor input) {
            return input.gelu();
        }
    },
    /** x sigmoid(1.702 x), of OpenAI's own models. */
    QUICK_GELU {
        @Override
        Tensor apply(Tensor input) {
            return input.quickGelu();
        }
    };

    abstract Tensor apply(Tensor input);
}
