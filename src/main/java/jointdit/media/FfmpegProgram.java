package jointdit.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * The {@code ffmpeg} executable of the same FFmpeg build: what the decoder is measured against.
 *
 * <p>It is linked to sound servers and displays that machines without a screen lack, and that decoding never calls:
 * where such a library is missing, a link to another library takes its place.
 */
public final class FfmpegProgram {
    private static final Pattern MISSING = Pattern.compile("error while loading shared libraries: ([^:/]+):");

    private final Path program;
    private final Path standIns;

    private FfmpegProgram(Path program, Path standIns) {
        this.program = program;
        this.standIns = standIns;
    }

    /**
     * The program, unpacked into JavaCPP's cache.
     *
     * @param standIns folder for the links, made if absent
     * @throws IllegalStateException if it does not run on this machine; the message holds what it printed
     * @throws UncheckedIOException if it cannot be unpacked
     */
    public static FfmpegProgram in(Path standIns) {
        try {
            var folder = Loader.cacheResource("/org/bytedeco/ffmpeg/" + Loader.getPlatform() + "/")
                    .toPath();
            var program = new FfmpegProgram(folder.resolve("ffmpeg"), Files.createDirectories(standIns));
            Files.setPosixFilePermissions(program.program, PosixFilePermissions.fromString("rwxr-xr-x"));
            program.replaceMissingLibraries();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack ffmpeg", e);
        }
    }

    /** A process to start, as {@code ffmpeg arguments...}; the caller says where its output goes. */
    public ProcessBuilder command(String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command);
        process.environment().put("LD_LIBRARY_PATH", standIns.toString());
        return process;
    }

    private void replaceMissingLibraries() throws IOException {
        var printed = tryOut();
        for (var missing = MISSING.matcher(printed); missing.find(); missing = MISSING.matcher(printed)) {
            var link = standIns.resolve(missing.group(1));
            if (Files.exists(link)) {
                throw new IllegalStateException("Cannot run " + program + ": " + printed.strip());
            }
            Files.createSymbolicLink(link, standIn(missing.group(1)));
            printed = tryOut();
        }
        if (!printed.contains("ffmpeg version")) {
            throw new IllegalStateException("Cannot run " + program + ": " + printed.strip());
        }
    }

    /** Without its version number the library may lie beside the program: {@code libva.so} for {@code libva.so.2}. */
    private Path standIn(String library) {
        var sameName = program.resolveSibling(library.replaceFirst("\\.so\\..*", ".so"));
        return Files.exists(sameName) ? sameName : program.resolveSibling("libva-drm.so");
    }

    private String tryOut() throws IOException {
        var process = command("-version").redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
