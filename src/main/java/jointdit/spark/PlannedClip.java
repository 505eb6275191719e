package jointdit.spark;

import java.io.Serializable;
import jointdit.media.Mp4;
import jointdit.synthetic.Look;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import jointdit.synthetic.Story;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A synthetic clip that may not be drawn yet.
 *
 * @param scene what it shows
 * @param seed of all that is left to chance in it
 * @param size its size and length
 * @param look how it is drawn
 * @param split {@code train} or {@code validation}
 */
public record PlannedClip(SceneKind scene, long seed, SceneConfig size, Look look, String split)
        implements Serializable {
    /** Label of clips in a look of their own. */
    static final String VARIED = "varied";

    /** A line of the manifest that {@link ClipTable} reads; {@code uri} starts at the manifest's folder. */
    static final StructType MANIFEST = new StructType()
            .add("clip_id", DataTypes.StringType)
            .add("uri", DataTypes.StringType)
            .add("split", DataTypes.StringType)
            .add("caption", DataTypes.StringType)
            .add("duration_s", DataTypes.DoubleType)
            .add("labels", DataTypes.createArrayType(DataTypes.StringType));

    private static final StructType EVENT =
            new StructType().add("at_s", DataTypes.DoubleType).add("strength", DataTypes.DoubleType);

    /** A line of what truly happens. */
    static final StructType EVENTS = new StructType()
            .add("clip_id", DataTypes.StringType)
            .add("scene", DataTypes.StringType)
            .add("caption", DataTypes.StringType)
            .add("seed", DataTypes.LongType)
            .add("events", DataTypes.createArrayType(EVENT));

    /** What happens in it. */
    Story story() {
        return scene.story(size, seed, look);
    }

    /** Its file in the folder of clips. */
    String file() {
        return story().id() + ".mp4";
    }

    /** Content of its file. */
    byte[] bytes() {
        return Mp4.bytes(scene.draw(size, seed, look).clip());
    }

    /** A row of {@link #MANIFEST}. */
    Row manifestRow() {
        var story = story();
        return RowFactory.create(story.id(), file(), split, story.caption(), size.seconds(), labels());
    }

    private String[] labels() {
        return look.equals(Look.usual()) ? new String[] {scene.label()} : new String[] {scene.label(), VARIED};
    }

    /** A row of {@link #EVENTS}. */
    Row eventsRow() {
        var story = story();
        var events = story.events().stream()
                .map(event -> RowFactory.create(event.atSeconds(), event.strength()))
                .toArray(Row[]::new);
        return RowFactory.create(story.id(), scene.label(), story.caption(), seed, events);
    }
}
