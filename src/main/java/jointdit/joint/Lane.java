package jointdit.joint;

import jointdit.joint.JointBlock.Stream;
import jointdit.tensor.Tensor;

/**
 * One modality on its way through its tower.
 *
 * @param tower where it goes through
 * @param state where it is
 */
record Lane<S>(Tower<S> tower, S state) {
    /** Before the first expert; as {@link Tower#input}. */
    static <S> Lane<S> enter(Tower<S> tower, Tensor noisy, Tensor noise, Conditions conditions) {
        return new Lane<>(tower, tower.input(noisy, noise, conditions));
    }

    Lane<S> expert(int index) {
        return new Lane<>(tower, tower.expert(index, state));
    }

    /** What the joint block after expert {@code index} takes. */
    Stream stream(int index) {
        return new Stream(tower.tokens(state), tower.condition(state), tower.clock(index));
    }

    Lane<S> with(Stream stream) {
        return new Lane<>(tower, tower.with(state, stream.tokens()));
    }

    Tensor output() {
        return tower.output(state);
    }
}
