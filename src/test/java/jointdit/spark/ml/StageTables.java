package jointdit.spark.ml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jointdit.config.Configs;
import jointdit.generate.TinyModel;
import jointdit.media.Mp4;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.pretrained.TinyModels;
import jointdit.spark.ClipRow;
import jointdit.spark.SparkForTests;
import jointdit.spark.TemporaryFolder;
import jointdit.spark.TinyRun;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables and settings of tiny stages, made once in a test run. */
final class StageTables {
    private static final Path FOLDER = made();

    private StageTables() {}

    private static Path made() {
        var folder = TemporaryFolder.untilExit("stages").path();
        for (var seed = 0; seed < 3; seed++) {
            var scene = SceneKind.BLINK.draw(new SceneConfig(32, 32, 1, 8, 16_000), seed);
            Mp4.write(scene.clip(), folder.resolve("clip-" + seed + ".mp4"));
        }
        TinyRun.write(folder);
        TinyModels.clip(folder.resolve("clip"), 1);
        encoder(folder)
                .transform(clips(folder))
                .select("latent.*")
                .write()
                .parquet(folder.resolve("table").toString());
        return folder;
    }

    static SparkSession spark() {
        return SparkForTests.session();
    }

    /** A path in the folder of all of them. */
    static String path(String name) {
        return FOLDER.resolve(name).toString();
    }

    /** Three clips of half a second and one whose file is absent. */
    static Dataset<Row> clips() {
        return clips(FOLDER);
    }

    private static Dataset<Row> clips(Path folder) {
        var rows = new ArrayList<Row>();
        for (var name : List.of("clip-0", "clip-1", "clip-2", "absent")) {
            rows.add(new ClipRow(
                            name,
                            folder.resolve(name + ".mp4").toString(),
                            "train",
                            "a blinking lamp",
                            0,
                            0.5,
                            List.of(),
                            "")
                    .toRow());
        }
        return spark().createDataFrame(rows, ClipRow.SCHEMA).repartition(2);
    }

    /** Their latents, with a row of nulls for the absent one. */
    static Dataset<Row> latents() {
        return spark().read().parquet(path("table"));
    }

    /** Captions with pictures, of which the last is broken. */
    static Dataset<Row> pictures() {
        var png = Png.bytes(new Picture(8, 6, new byte[3 * 8 * 6]));
        var schema = new StructType()
                .add("name", DataTypes.StringType)
                .add("caption", DataTypes.StringType)
                .add("picture", DataTypes.BinaryType);
        return spark().createDataFrame(
                        List.of(
                                RowFactory.create("red", "a red ball", png),
                                RowFactory.create("none", " ", null),
                                RowFactory.create("broken", "rain", new byte[] {1, 2})),
                        schema);
    }

    /** Two prompts, of which the second is empty. */
    static Dataset<Row> prompts() {
        var schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("prompt", DataTypes.StringType)
                .add("seed", DataTypes.LongType);
        return spark().createDataFrame(
                        List.of(RowFactory.create("ball", "a red ball", 3L), RowFactory.create("none", "", null)),
                        schema);
    }

    static ClipDecoder decoder() {
        return new ClipDecoder().setWidth(16).setHeight(12).setSampleRate(8000);
    }

    static LatentEncoder encoder() {
        return encoder(FOLDER);
    }

    private static LatentEncoder encoder(Path folder) {
        return new LatentEncoder().setCodec(folder.resolve("latents/codec").toString());
    }

    static TextImageEmbedder embedder() {
        return new TextImageEmbedder()
                .setModel(path("clip"))
                .setTextCol("caption")
                .setImageCol("picture")
                .setIdCol("name");
    }

    /** Of the sizes of {@link TinyModel}. */
    static PcaCodec codec() {
        return new PcaCodec()
                .setWidth(16)
                .setHeight(16)
                .setVideoPatch(4)
                .setVideoChannels(8)
                .setAudioChannels(4)
                .setPatchesPerClip(64);
    }

    /** Two steps of a tiny model. */
    static JointDiTTrainer trainer(String run) {
        return new JointDiTTrainer()
                .setOut(path(run))
                .setLatents(path("cache"))
                .setCodec(path("latents/codec"))
                .setSteps(2)
                .setBatch(2)
                .setIdCol("clip_id")
                .setPromptCol("caption")
                .setSettings("model = " + Configs.json(TinyModel.MODEL));
    }

    /** Of three steps. */
    static JointDiTModel model() {
        return new JointDiTModel()
                .setModel(path("model"))
                .setLatents(path("latents"))
                .setSteps(3);
    }
}
