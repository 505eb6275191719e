package jointdit.train;

import jointdit.tensor.Graph;

/** What the gradient computes again instead of keeping it. */
public enum Checkpointing {
    /** Nothing. */
    NONE {
        @Override
        Graph apply(Graph loss) {
            return loss;
        }
    },
    /** All inside of blocks: joint blocks, blocks of transformers, layers of UNets. */
    BLOCK {
        @Override
        Graph apply(Graph loss) {
            return loss.checkpointed();
        }
    };

    /** The loss whose gradient does so. */
    abstract Graph apply(Graph loss);
}
