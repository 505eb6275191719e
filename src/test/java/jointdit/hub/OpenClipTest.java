package jointdit.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OpenClipTest {
    @Test
    void namesOfOpenClipAreRepositories() {
        assertThat(OpenClip.repository("ViT-B-16", "openai")).isEqualTo("timm/vit_base_patch16_clip_224.openai");
        assertThat(Repo.isId(OpenClip.repository("ViT-L-14", "laion2b_s32b_b82k")))
                .isTrue();
    }

    @Test
    void unknownNamesAreToldWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenClip.repository("RN50", "openai"))
                .withMessageContaining("found clip-model RN50 with clip-pretrained openai")
                .withMessageContaining("ViT-B-16 openai");
    }
}
