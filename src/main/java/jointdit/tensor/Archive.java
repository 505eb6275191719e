package jointdit.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript archive without weights: a stored zip of script text and a pickle of one empty module. */
final class Archive {
    private static final String HEAD =
            "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

    private Archive() {}

    /** Archive of a class {@code M} with the given methods, each indented by two spaces. */
    static byte[] of(String methods) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            frame(zip, (HEAD + methods).getBytes(StandardCharsets.UTF_8), emptyModule());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a TorchScript archive to memory", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] emptyModule() {
        var pickle = new Pickle();
        pickle.beginModule("M");
        pickle.endModule();
        return pickle.finish();
    }

    /** Everything but the storages: script text and the pickled object of its class {@code M}. */
    static void frame(ZipOutputStream zip, byte[] code, byte[] pickle) throws IOException {
        zip.setMethod(ZipOutputStream.STORED);
        put(zip, "m/code/__torch__.py", code);
        put(zip, "m/data.pkl", pickle);
        put(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
        put(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
        put(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        ((OutputStream) zip).write(content);
        zip.closeEntry();
    }
}
