package jointdit.tensor;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream to {@code NAME.part}, which takes the place of {@code NAME} once it is complete and closed. */
final class SafetensorsPartFile extends OutputStream {
    private final Path file;
    private final Path part;
    private final OutputStream out;
    private boolean complete;
    private boolean closed;

    SafetensorsPartFile(Path file) throws IOException {
        this.file = file;
        part = file.resolveSibling(file.getFileName() + ".part");
        out = Files.newOutputStream(part);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    void complete() {
        complete = true;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        out.close();
        if (complete) {
            Files.move(part, file, REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(part);
        }
    }
}
