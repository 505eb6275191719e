package jointdit.docs;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Puts contact sheets of 16 frames ({@code generate sheet=true}) below each other on one picture. Arguments: the
 * picture to write and the sheets.
 */
final class StripPicture {
    private static final int WIDTH = 896;
    private static final int FRAMES = 74;
    private static final int SOUND = 48;
    private static final int GAP = 14;
    private static final Color GROUND = new Color(17, 20, 26);

    private StripPicture() {}

    public static void main(String[] args) throws IOException {
        var sheets = Arrays.stream(args).skip(1).map(File::new).toList();
        ImageIO.write(draw(sheets), "png", new File(args[0]));
    }

    private static BufferedImage draw(List<File> sheets) throws IOException {
        int row = frames() + SOUND + GAP;
        var picture = new BufferedImage(WIDTH + 2 * GAP, sheets.size() * row + GAP, BufferedImage.TYPE_INT_ARGB);
        var canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(GROUND);
        canvas.fill(new RoundRectangle2D.Double(0, 0, picture.getWidth(), picture.getHeight(), 20, 20));
        for (int i = 0; i < sheets.size(); i++) {
            draw(canvas, ImageIO.read(sheets.get(i)), GAP + i * row);
        }
        canvas.dispose();
        return picture;
    }

    private static int frames() {
        return WIDTH / 16;
    }

    /** The frames at the sheet's proportions, and the sound below them, less high. */
    private static void draw(Graphics2D canvas, BufferedImage sheet, int y) {
        canvas.drawImage(sheet.getSubimage(0, 0, sheet.getWidth(), FRAMES), GAP, y, WIDTH, frames(), null);
        var sound = sheet.getSubimage(0, FRAMES, sheet.getWidth(), sheet.getHeight() - FRAMES);
        canvas.drawImage(sound, GAP, y + frames(), WIDTH, SOUND, null);
    }
}
