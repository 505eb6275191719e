package jointdit.joint;

import jointdit.tensor.Scope;

/** The two unimodal denoisers of a joint model, of the same depth. */
record Towers(Tower<?> video, Tower<?> audio) {
    static Towers of(Scope scope, JointConfig config, LatentShape shape) {
        return new Towers(
                config.video().video(scope.in("video"), config, shape),
                config.audio().audio(scope.in("audio"), config, shape));
    }
}
