package jointdit.joint;

import jointdit.nn.Rotary;
import jointdit.tensor.Tensor;

/**
 * A unimodal denoiser, cut into input, experts and output (figure 2 of the paper).
 *
 * @param <S> all that goes from one part to the next, such as feature maps with the skips kept for later
 * @see <a
 *     href="https://openaccess.thecvf.com/content/CVPR2025/html/Wang_Animate_and_Sound_an_Image_CVPR_2025_paper.html">Wang
 *     et al. 2025</a>
 */
interface Tower<S> {
    /**
     * The state before the first expert.
     *
     * @param noisy scaled noisy latents, (B, F, C, H, W) or (B, C, T, M)
     * @param noise what the network is told of the noise level, (B,)
     */
    S input(Tensor noisy, Tensor noise, Conditions conditions);

    /** The state after expert {@code index}. */
    S expert(int index, S state);

    /** The network's output F, shaped as the latents. */
    Tensor output(S state);

    /** Tokens (B, N, D) of the feature maps that an expert left. */
    Tensor tokens(S state);

    /** The same state with other tokens, of the same shape. */
    S with(S state, Tensor tokens);

    /** What modulates the joint blocks beside this tower, (B, C): the noise level at least. */
    Tensor condition(S state);

    /** Channels C of {@link #condition}. */
    int conditionWidth();

    /** Channels D of the tokens after expert {@code index}. */
    int width(int index);

    /** Places of the tokens after expert {@code index}, for the joint attention. */
    Rotary clock(int index);
}
