package io.esmm.report.figure;

import io.esmm.problem.ProblemException;
import io.esmm.report.Chart;
import io.esmm.report.drawing.Ink;
import io.esmm.report.drawing.Lettering;
import io.esmm.report.drawing.Palette;
import io.esmm.report.drawing.Picture;
import io.esmm.report.drawing.Spot;
import io.esmm.report.drawing.Stroke;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A chart as PNG: light, 1,200 pixels wide, with its title above it. Needs no display, but a font:
 * the JDK brings none.
 */
public final class PngImage {
  private static final double SCALE = 3;
  private static final double MARGIN = 12;
  private static final double LINE_HEIGHT = 20;
  private static final float[][] DASHES = {{}, {7, 3}, {2, 2.5f}, {9, 3, 2, 3}};

  private final Graphics2D graphics;
  private final Picture picture;

  private PngImage(Graphics2D graphics, Picture picture) {
    this.graphics = graphics;
    this.picture = picture;
  }

  /**
   * Draws.
   *
   * @throws ProblemException if Java finds no font on this machine
   */
  public static byte[] of(Chart chart) {
    Picture picture = Picture.of(chart);
    List<String> title = Lettering.lines(chart.title(), 0.85 * picture.width());
    double head = title.size() * LINE_HEIGHT + MARGIN;
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(SCALE * (picture.width() + 2 * MARGIN)),
            (int) Math.ceil(SCALE * (picture.height() + head + 2 * MARGIN)),
            BufferedImage.TYPE_INT_RGB);
    try {
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.decode(Palette.LIGHT.background()));
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(SCALE, SCALE);
      graphics.translate(MARGIN, MARGIN);
      new PngImage(graphics, picture).draw(title, head);
      graphics.dispose();
    } catch (InternalError | LinkageError | NullPointerException e) {
      // What the JDK throws where fontconfig or all fonts are missing depends on its version.
      throw new ProblemException(
          "",
          "a chart cannot be drawn as PNG: Java finds no font (" + e + ")",
          "install fontconfig and a font, or use the HTML report, which needs none",
          e);
    }
    return encoded(image);
  }

  private static byte[] encoded(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void draw(List<String> title, double head) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    graphics.setColor(Color.decode(Palette.LIGHT.text()));
    for (int i = 0; i < title.size(); i++) {
      graphics.drawString(title.get(i), 0f, (float) ((i + 0.75) * LINE_HEIGHT));
    }
    graphics.translate(0, head);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) Lettering.SIZE));
    for (Stroke stroke : picture.strokes()) {
      graphics.setColor(colour(stroke.ink()));
      switch (stroke) {
        case Stroke.Line(Ink ink, List<Spot> spots) -> {
          graphics.setStroke(pen(ink));
          graphics.draw(path(spots));
        }
        case Stroke.Area area -> {
          Path2D outline = path(area.spots());
          outline.closePath();
          graphics.fill(outline);
        }
        case Stroke.Mark mark -> mark(mark);
        case Stroke.Words words -> words(words);
      }
    }
  }

  private void mark(Stroke.Mark mark) {
    double r = mark.radius();
    if (mark.ink().dashes() == 0) {
      graphics.fill(new Ellipse2D.Double(mark.spot().x() - r, mark.spot().y() - r, 2 * r, 2 * r));
    } else {
      Path2D outline = path(picture.corners(mark.ink(), mark.spot(), r));
      outline.closePath();
      graphics.fill(outline);
    }
  }

  private void words(Stroke.Words words) {
    double width = graphics.getFontMetrics().stringWidth(words.text());
    double x =
        switch (words.anchor()) {
          case START -> words.spot().x();
          case MIDDLE -> words.spot().x() - width / 2;
          case END -> words.spot().x() - width;
        };
    graphics.drawString(words.text(), (float) x, (float) words.spot().y());
  }

  private static Path2D path(List<Spot> spots) {
    Path2D path = new Path2D.Double();
    path.moveTo(spots.getFirst().x(), spots.getFirst().y());
    spots.stream().skip(1).forEach(spot -> path.lineTo(spot.x(), spot.y()));
    return path;
  }

  private static BasicStroke pen(Ink ink) {
    return switch (ink.kind()) {
      case LINE -> pen(2, DASHES[ink.dashes()]);
      case SOLID_LINE -> pen(2, DASHES[0]);
      case REFERENCE -> pen(1, new float[] {2, 3});
      case GRID, AXIS, TEXT, SOFT_TEXT, THIN_LINE, AREA, MARK, NAME -> pen(1, DASHES[0]);
    };
  }

  private static BasicStroke pen(float width, float[] dashes) {
    return dashes.length == 0
        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  private static Color colour(Ink ink) {
    Palette palette = Palette.LIGHT;
    String series = palette.series().get(ink.colour());
    return switch (ink.kind()) {
      case GRID -> Color.decode(palette.grid());
      case AXIS, REFERENCE, SOFT_TEXT -> Color.decode(palette.softText());
      case TEXT -> Color.decode(palette.text());
      case LINE, SOLID_LINE, THIN_LINE, MARK, NAME -> Color.decode(series);
      case AREA -> {
        Color solid = Color.decode(series);
        yield new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), 46);
      }
    };
  }
}
