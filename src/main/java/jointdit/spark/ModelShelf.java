package jointdit.spark;

import static java.util.Comparator.comparing;
import static java.util.Locale.ROOT;
import static jointdit.config.Check.argument;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.spark.FoundModel.Kind;
import jointdit.train.TrainConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The joint models in some folders: runs of {@code train} with a checkpoint and the codec of their latents, folders of
 * {@code export}, and the model that comes with the program.
 */
public final class ModelShelf {
    private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);
    /** Folders below the named ones that are looked into. */
    private static final int DEPTH = 4;

    private final Storage storage;
    private final List<String> folders;
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    /**
     * Looks when it is asked.
     *
     * @param storage where the folders lie
     * @param folders where to look
     */
    public ModelShelf(Storage storage, List<String> folders) {
        this.storage = storage;
        this.folders = List.copyOf(folders);
    }

    /** All models, newest first, the shipped one last; what cannot make clips is left out with a warning. */
    public List<FoundModel> models() {
        var found = new ArrayList<FoundModel>();
        folders.forEach(folder -> collect(storage.qualified(folder), DEPTH, found));
        found.sort(comparing(FoundModel::madeAt).reversed());
        return Stream.concat(found.stream().distinct(), shipped().stream()).toList();
    }

    private void collect(String folder, int depth, List<FoundModel> found) {
        var model = model(folder);
        model.ifPresent(found::add);
        if (depth > 0 && model.isEmpty()) {
            storage.folders(folder).stream()
                    .filter(name -> !name.startsWith(".") && !name.startsWith("_") && !name.contains("="))
                    .sorted()
                    .forEach(name -> collect(folder + "/" + name, depth - 1, found));
        }
    }

    private Optional<FoundModel> model(String folder) {
        try {
            return ExportedSource.isAt(storage, folder) ? Optional.of(exported(folder)) : run(folder);
        } catch (RuntimeException e) {
            if (leftOut.add(folder + e.getMessage())) {
                LOG.warn("The model in {} is left out: {}", folder, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private FoundModel exported(String folder) {
        var file = folder + "/" + Checkpoint.EXPORTED_INFO;
        var info = Configs.read(storage.text(file), file, CheckpointInfo.class);
        return found(folder, Kind.EXPORT, info, folder + "/" + Checkpoint.EXPORTED_AVERAGE, folder + "/codec");
    }

    private Optional<FoundModel> run(String folder) {
        if (!storage.isFolder(folder + "/checkpoints")) {
            return Optional.empty();
        }
        return new CheckpointStore(storage, folder).lastInfo().map(info -> {
            var written = String.format(ROOT, "%s/checkpoints/step-%06d/%s", folder, info.step(), Checkpoint.INFO);
            return found(folder, Kind.RUN, info, written, trainedOn(info) + "/codec");
        });
    }

    private FoundModel found(String folder, Kind kind, CheckpointInfo info, String written, String codec) {
        var madeAt = storage.file(written).map(StoredFile::modified).orElse(0L);
        return new FoundModel(
                FoundModel.id(folder),
                name(folder),
                kind,
                Optional.of(folder),
                info.step(),
                Instant.ofEpochMilli(madeAt),
                latents(info),
                sizes(info, codec));
    }

    /** The last two folders of a path. */
    private static String name(String folder) {
        var parts = folder.split("/");
        return parts.length < 2 ? folder : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }

    /** Sizes of the pictures as the codec says. */
    private FoundModel.Sizes sizes(CheckpointInfo info, String codec) {
        var card = new CodecFolder(storage, codec).card();
        argument(card.isPresent(), "Wanted the codec of its latents, found none in %s", codec);
        var shape = info.shape();
        var size = card.get().codec();
        return new FoundModel.Sizes(shape.seconds(), shape.framesPerSecond(), size.width(), size.height());
    }

    private static String trainedOn(CheckpointInfo info) {
        return Configs.read(info.settings(), "settings", TrainConfig.class).latents();
    }

    private Optional<String> latents(CheckpointInfo info) {
        return Optional.of(trainedOn(info))
                .map(storage::qualified)
                .filter(folder -> storage.isFolder(folder + "/latents"));
    }

    private static Optional<FoundModel> shipped() {
        return ShippedModel.here().info().map(info -> {
            var codec = ShippedModel.here().folder().resolve("codec").toUri().toString();
            var sizes = new ModelShelf(Storage.outsideSpark(), List.of()).sizes(info, codec);
            return new FoundModel(
                    "shipped",
                    "the model that comes with the program",
                    Kind.SHIPPED,
                    Optional.empty(),
                    info.step(),
                    Instant.EPOCH,
                    Optional.empty(),
                    sizes);
        });
    }
}
