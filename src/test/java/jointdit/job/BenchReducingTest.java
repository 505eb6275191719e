package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchReducingTest {
    @Test
    void ringIsComparedWithABareCopy() {
        assertThat(new BenchReducing(1, 2).lines())
                .singleElement()
                .asString()
                .matches(
                        "copy over the ring's mean +\\d+\\.\\d\\d  \\(1 MB in \\d+ and \\d+ ms; on the wall \\d+ and \\d+\\)");
    }
}
