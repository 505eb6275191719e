package jointdit.joint;

import jointdit.nn.Rotary;
import jointdit.tensor.Tensor;

/**
 * A unimodal denoiser, cut into input, experts and output (figure 2 of the paper).
 *
 * @see <a
 *     href="https://openaccess.thecvf.com/content/CVPR2025/html/Wang_Animate_and_Sound_an_Image_CVPR_2025_paper.html">Wang
 *     et al. 2025</a>
 */
interface Tower {
    /** Tokens (B, N, D) of the scaled noisy latents. */
    Tensor input(Tensor noisy, Conditions conditions);

    /** What modulates this tower's blocks and joint branches, (B, D), from c_noise (B,) and the other conditions. */
    Tensor condition(Tensor noise, Conditions conditions);

    /** Tokens after expert {@code index}. */
    Tensor expert(int index, Tensor tokens, Tensor condition);

    /** The network's output F, shaped as the latents. */
    Tensor output(Tensor tokens, Tensor condition);

    /** Times of the tokens, for the joint attention. */
    Rotary clock();
}
