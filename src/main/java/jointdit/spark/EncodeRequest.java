package jointdit.spark;

import jointdit.codec.Fingerprint;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What is known of a clip before its file is read.
 *
 * @param clip the clip
 * @param hash of the clip's row, its file's length and time, the encoders and the version of the table: equal hashes
 *     give equal rows
 */
record EncodeRequest(ClipRow clip, String hash) {
    static final StructType SCHEMA = ClipRow.SCHEMA.add("request", DataTypes.StringType, false);

    /** Looks up the file of a clip. */
    static EncodeRequest of(ClipRow clip, Storage storage, String encoders) {
        var file = storage.file(clip.uri())
                .map(found -> found.length() + " bytes at " + found.modified())
                .orElse("missing");
        var hash = new Fingerprint()
                .add("version " + LatentRow.VERSION)
                .add(encoders)
                .add(clip.toString())
                .add(file)
                .hex();
        return new EncodeRequest(clip, hash);
    }

    /** This as a row of {@link #SCHEMA}. */
    Row toRow() {
        var clipRow = clip.toRow();
        var values = new Object[SCHEMA.size()];
        for (var i = 0; i < clipRow.size(); i++) {
            values[i] = clipRow.get(i);
        }
        values[clipRow.size()] = hash;
        return RowFactory.create(values);
    }
}
