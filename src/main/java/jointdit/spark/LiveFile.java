package jointdit.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * A file that others can follow while it is written: {@link #flush} shows them all, where the file system can do so.
 */
final class LiveFile extends FilterOutputStream {
    private final FSDataOutputStream file;

    LiveFile(FSDataOutputStream file) {
        super(file);
        this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (file.hasCapability("hflush")) {
            file.hflush();
        }
    }
}
