package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.ModelPlaces;
import jointdit.pretrained.ModelTensors;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;

/** A unimodal denoiser: which network, and how it is cut into input, experts and output. */
public sealed interface TowerConfig extends Serializable {
    /** Experts, each followed by a joint block. */
    int depth();

    /** The network as the video tower. */
    Tower<?> video(Scope scope, JointConfig model, LatentShape shape);

    /** The network as the audio tower. */
    Tower<?> audio(Scope scope, JointConfig model, LatentShape shape);

    /** What it takes beside latents, noise level, first frame and bag of words. */
    List<Spec> conditions(int clips);

    /**
     * What it takes of a clip, one array for each of {@link #conditions}.
     *
     * @throws IllegalArgumentException if something is not known that the tower needs
     */
    List<float[]> own(Known known, LatentShape shape);

    /** The same with its folder on the machine at hand. */
    TowerConfig at(ModelPlaces places);

    /** Regular expression that the names of its experts' parameters begin with. */
    String expertNames();

    /** Its published weights, if it has any. */
    Optional<ModelTensors> published();

    /** Whether it has published weights; needs no file. */
    boolean isPublished();

    /**
     * Diffusion transformer trained from scratch.
     *
     * @param width channels of a token, a multiple of {@code 4 * heads}
     * @param depth blocks, each an expert
     * @param heads attention heads
     * @param patchTime latent frames of a token
     * @param patchHeight latent rows of a token
     * @param patchWidth latent columns of a token (mel bins in the audio tower)
     */
    record Transformer(int width, int depth, int heads, int patchTime, int patchHeight, int patchWidth)
            implements TowerConfig {
        public Transformer {
            argument(depth >= 1, "depth must be at least 1, found %d", depth);
            argument(heads >= 1, "heads must be at least 1, found %d", heads);
            argument(
                    width >= 4 && width % (4 * heads) == 0,
                    "width must be a multiple of 4 * heads = %d, found %d",
                    4 * heads,
                    width);
            argument(
                    Math.min(patchTime, Math.min(patchHeight, patchWidth)) >= 1,
                    "Patches must be at least 1 in every axis, found %d x %d x %d",
                    patchTime,
                    patchHeight,
                    patchWidth);
        }

        @Override
        public Tower<?> video(Scope scope, JointConfig model, LatentShape shape) {
            return TransformerTower.video(scope, this, model, shape);
        }

        @Override
        public Tower<?> audio(Scope scope, JointConfig model, LatentShape shape) {
            return TransformerTower.audio(scope, this, model, shape);
        }

        @Override
        public List<Spec> conditions(int clips) {
            return List.of();
        }

        @Override
        public List<float[]> own(Known known, LatentShape shape) {
            return List.of();
        }

        @Override
        public Transformer at(ModelPlaces places) {
            return this;
        }

        @Override
        public String expertNames() {
            return "blocks\\.";
        }

        @Override
        public Optional<ModelTensors> published() {
            return Optional.empty();
        }

        @Override
        public boolean isPublished() {
            return false;
        }
    }

    /**
     * The pretrained UNet of Stable Video Diffusion, a video tower.
     *
     * @param model folder of the pipeline or of its UNet
     * @param experts levels on the way down that are experts beside the middle, counted from 0; the second and the
     *     third if absent
     * @param variant which weights to take
     * @param scalingFactor of the autoencoder: the network takes the first frame's latents without it
     * @param motion what the network is told of the motion of a clip, 0 to 255
     */
    record Svd(String model, Optional<List<Integer>> experts, Variant variant, double scalingFactor, int motion)
            implements TowerConfig {
        public Svd {
            argument(scalingFactor > 0, "scaling-factor must be above 0, found %s", scalingFactor);
            argument(0 <= motion && motion <= 255, "motion must lie in [0, 255], found %d", motion);
            experts = experts.map(List::copyOf);
            PublishedUNet.requireRising(experts.orElse(PublishedUNet.USUAL));
        }

        PublishedUNet unet() {
            return new PublishedUNet(model, experts.orElse(PublishedUNet.USUAL), variant);
        }

        UNetSpatioTemporalConfig sizes() {
            return UNetSpatioTemporalConfig.read(unet().folder().config());
        }

        @Override
        public int depth() {
            return unet().depth();
        }

        @Override
        public Tower<?> video(Scope scope, JointConfig joint, LatentShape shape) {
            return new SvdTower(scope, this, joint, shape);
        }

        @Override
        public Tower<?> audio(Scope scope, JointConfig joint, LatentShape shape) {
            throw new IllegalArgumentException("audio.kind cannot be svd, a network for video; try audioldm2");
        }

        /** The embedded first frame (B, 1, K), and the added numbers (B, 3). */
        @Override
        public List<Spec> conditions(int clips) {
            var sizes = sizes();
            var width = sizes.levels().get(0).transformer().contextWidth();
            return List.of(Spec.floats(clips, 1, width), Spec.floats(clips, sizes.ids()));
        }

        /** Zeros where there is no embedding. */
        @Override
        public List<float[]> own(Known known, LatentShape shape) {
            var width = conditions(1).get(0).shape().size(2);
            var embedding = known.embedding().orElseGet(() -> new float[width]);
            argument(
                    embedding.length == width,
                    "Wanted the first frame embedded in %d values by the image encoder of %s, found %d; cache the clips"
                            + " with conditions.svd-model as the tower's model",
                    width,
                    model,
                    embedding.length);
            var told = (float) Math.rint(shape.framesPerSecond()) - 1;
            return List.of(embedding, new float[] {told, motion, (float) known.pictureNoise()});
        }

        @Override
        public Svd at(ModelPlaces places) {
            return new Svd(places.folder(model).toString(), experts, variant, scalingFactor, motion);
        }

        @Override
        public String expertNames() {
            return unet().pattern();
        }

        @Override
        public Optional<ModelTensors> published() {
            return Optional.of(unet().folder().tensors(UNetSpatioTemporalConditionModel.NAMES));
        }

        @Override
        public boolean isPublished() {
            return true;
        }
    }

    /**
     * The pretrained UNet of AudioLDM2, an audio tower.
     *
     * @param model folder of the pipeline or of its UNet
     * @param experts levels on the way down that are experts beside the middle, counted from 0; the second and the
     *     third if absent
     * @param variant which weights to take
     * @param languageTokens states of the language model, N
     * @param textTokens tokens of T5, M; longer prompts are cut
     */
    record Audioldm2(String model, Optional<List<Integer>> experts, Variant variant, int languageTokens, int textTokens)
            implements TowerConfig {
        public Audioldm2 {
            experts = experts.map(List::copyOf);
            PublishedUNet.requireRising(experts.orElse(PublishedUNet.USUAL));
            argument(languageTokens >= 1, "language-tokens must be at least 1, found %d", languageTokens);
            argument(textTokens >= 1, "text-tokens must be at least 1, found %d", textTokens);
        }

        PublishedUNet unet() {
            return new PublishedUNet(model, experts.orElse(PublishedUNet.USUAL), variant);
        }

        AudioLdm2UNetConfig sizes() {
            return AudioLdm2UNetConfig.read(unet().folder().config());
        }

        @Override
        public int depth() {
            return unet().depth();
        }

        @Override
        public Tower<?> video(Scope scope, JointConfig joint, LatentShape shape) {
            throw new IllegalArgumentException("video.kind cannot be audioldm2, a network for sound; try svd");
        }

        @Override
        public Tower<?> audio(Scope scope, JointConfig joint, LatentShape shape) {
            return new AudioLdm2Tower(scope, this, joint, shape);
        }

        /** States of the language model (B, N, D), states of T5 (B, M, E) and their mask (B, M). */
        @Override
        public List<Spec> conditions(int clips) {
            var widths = sizes().streamWidths();
            argument(widths.size() == 2, "Wanted a UNet of two text streams in %s, found widths %s", model, widths);
            return List.of(
                    Spec.floats(clips, languageTokens, widths.get(0)),
                    Spec.floats(clips, textTokens, widths.get(1)),
                    Spec.floats(clips, textTokens));
        }

        @Override
        public List<float[]> own(Known known, LatentShape shape) {
            var text = known.text()
                    .orElseThrow(() -> new IllegalArgumentException("Wanted the text states of AudioLDM2, found none;"
                            + " cache the clips with conditions.audioldm2-model as the tower's model"));
            var wanted = conditions(1);
            argument(
                    text.languageTokens() == languageTokens
                            && text.languageWidth() == wanted.get(0).shape().size(2)
                            && text.t5Width() == wanted.get(1).shape().size(2),
                    "Wanted %d states of %d values and T5's of %d for the UNet of %s, found %d of %d and of %d",
                    languageTokens,
                    wanted.get(0).shape().size(2),
                    wanted.get(1).shape().size(2),
                    model,
                    text.languageTokens(),
                    text.languageWidth(),
                    text.t5Width());
            var mask = new float[textTokens];
            Arrays.fill(mask, 0, Math.min(textTokens, text.t5Tokens()), 1);
            return List.of(text.language(), Arrays.copyOf(text.t5(), textTokens * text.t5Width()), mask);
        }

        @Override
        public Audioldm2 at(ModelPlaces places) {
            return new Audioldm2(places.folder(model).toString(), experts, variant, languageTokens, textTokens);
        }

        @Override
        public String expertNames() {
            return unet().pattern();
        }

        @Override
        public Optional<ModelTensors> published() {
            return Optional.of(unet().folder().tensors(AudioLdm2UNet.NAMES));
        }

        @Override
        public boolean isPublished() {
            return true;
        }
    }
}
