package jointdit.ui;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as the Exif block of a JPEG file says.
 *
 * @param code 1 upright, 2 to 8 turned or mirrored
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">Exif 2.3, tag 0x0112</a>
 */
record Orientation(int code) {
    private static final int START_OF_SCAN = 0xffda;
    private static final int APP1 = 0xffe1;
    private static final int JPEG = 0xffd8;
    private static final int EXIF = 0x45786966;
    private static final int TAG = 0x0112;
    private static final Orientation UPRIGHT = new Orientation(1);

    /** That of a file; upright where it says nothing. */
    static Orientation of(byte[] file) {
        try {
            return inJpeg(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) { // cut off: no Exif that counts
            return UPRIGHT;
        }
    }

    private static Orientation inJpeg(ByteBuffer file) {
        var marker = unsigned(file);
        while (marker == JPEG || marker > 0xff00 && marker != START_OF_SCAN) {
            if (marker != JPEG) {
                var next = file.position() + unsigned(file);
                if (marker == APP1 && file.getInt() == EXIF) {
                    file.getShort();
                    return inExif(file.slice());
                }
                file.position(next);
            }
            marker = unsigned(file);
        }
        return UPRIGHT;
    }

    private static Orientation inExif(ByteBuffer tiff) {
        tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        var entries = unsigned(tiff);
        for (var i = 0; i < entries; i++) {
            var tag = unsigned(tiff);
            tiff.position(tiff.position() + 6);
            var value = unsigned(tiff);
            tiff.position(tiff.position() + 2);
            if (tag == TAG && 1 <= value && value <= 8) {
                return new Orientation(value);
            }
        }
        return UPRIGHT;
    }

    private static int unsigned(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort());
    }

    /** The picture as it was seen. */
    BufferedImage upright(BufferedImage image) {
        if (code == 1) {
            return image;
        }
        var width = image.getWidth();
        var height = image.getHeight();
        var turned = code >= 5;
        var result = new BufferedImage(turned ? height : width, turned ? width : height, image.getType());
        return new AffineTransformOp(way(width, height), AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, result);
    }

    private AffineTransform way(int width, int height) {
        return switch (code) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
