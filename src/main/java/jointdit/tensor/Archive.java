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
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "m/code/__torch__.py", (HEAD + methods).getBytes(StandardCharsets.UTF_8));
            put(zip, "m/data.pkl", emptyModule());
            put(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            put(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
            put(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a TorchScript archive to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Pickle, protocol 2, of {@code __torch__.M()} with the state {@code {"training": True}}. */
    private static byte[] emptyModule() throws IOException {
        var pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write("c__torch__\nM\n)\u0081}(".getBytes(StandardCharsets.ISO_8859_1));
        pickle.write(new byte[] {'X', 8, 0, 0, 0});
        pickle.write("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
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
