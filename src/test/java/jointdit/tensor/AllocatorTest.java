package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class AllocatorTest {
    @Test
    void mayBeAskedForAgain() {
        assertThatCode(() -> {
                    Allocator.keepFreedMemory();
                    Allocator.keepFreedMemory();
                })
                .doesNotThrowAnyException();
    }
}
