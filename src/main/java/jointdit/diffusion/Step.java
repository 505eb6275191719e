package jointdit.diffusion;

/**
 * One step of both modalities.
 *
 * @param from noise levels before
 * @param to noise levels after
 */
record Step(Sigmas from, Sigmas to) {
    boolean isLast() {
        return to.equals(Sigmas.CLEAN);
    }

    /** {@link Descent#towards} of both modalities. */
    Pair towards(Pair x, Pair clean) {
        return new Pair(video().towards(x.video(), clean.video()), audio().towards(x.audio(), clean.audio()));
    }

    /** {@link Descent#corrected} of both modalities. */
    Pair corrected(Pair x, Pair clean, Pair guess, Pair after) {
        return new Pair(
                video().corrected(x.video(), clean.video(), guess.video(), after.video()),
                audio().corrected(x.audio(), clean.audio(), guess.audio(), after.audio()));
    }

    /** {@link Descent#extrapolated} of both modalities. */
    Pair extrapolated(Pair clean, Pair last, Step before) {
        return new Pair(
                video().extrapolated(clean.video(), last.video(), before.video()),
                audio().extrapolated(clean.audio(), last.audio(), before.audio()));
    }

    private Descent video() {
        return new Descent(from.video(), to.video());
    }

    private Descent audio() {
        return new Descent(from.audio(), to.audio());
    }
}
