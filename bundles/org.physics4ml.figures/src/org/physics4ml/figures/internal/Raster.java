package org.physics4ml.figures.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

import org.physics4ml.figures.internal.RichText.Run;

/** A scene as pixels, by Java2D's software rasteriser; text is filled outlines, so that no font of the system is asked for. */
public final class Raster {

	/** 400 MB of pixels. */
	private static final double MOST = 1e8;

	private Raster() {
	}

	public static byte[] png(Scene scene, int dotsPerInch) {
		double scale = dotsPerInch / 72.0;
		if (scene.width() * scale * scene.height() * scale > MOST)
			throw new IllegalArgumentException("more than 1e8 pixels: choose a smaller figure or fewer dots per inch");
		var image = new BufferedImage((int) Math.ceil(scene.width() * scale), (int) Math.ceil(scene.height() * scale), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		try {
			graphics.setColor(new Color(scene.background()));
			graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
			graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
			graphics.scale(scale, scale);
			for (Scene.Item item : scene.items())
				switch (item) {
					case Scene.Shape shape -> draw(graphics, shape);
					case Scene.Label label -> draw(graphics, label);
				}
		} finally {
			graphics.dispose();
		}
		return Png.encode(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), image.getWidth(), image.getHeight(), dotsPerInch);
	}

	private static void draw(Graphics2D graphics, Scene.Shape shape) {
		smooth(graphics, !shape.crisp());
		if (shape.fill() != Scene.NONE) {
			graphics.setColor(new Color(shape.fill() | (int) Math.rint(255 * shape.opacity()) << 24, true));
			graphics.fill(shape.path());
		}
		if (shape.stroke() != Scene.NONE) {
			graphics.setColor(new Color(shape.stroke()));
			float[] dash = null;
			if (!shape.dash().isEmpty()) {
				dash = new float[shape.dash().size()];
				for (int k = 0; k < dash.length; k++)
					dash[k] = shape.dash().get(k).floatValue();
			}
			graphics.setStroke(new BasicStroke((float) shape.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
			graphics.draw(shape.path());
		}
	}

	private static void draw(Graphics2D graphics, Scene.Label label) {
		smooth(graphics, true);
		graphics.setColor(new Color(label.colour()));
		var outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
		for (Run run : label.line().runs())
			TrueType.SANS.outline(run.text(), run.size(), run.x(), -run.rise(), outline);
		var place = AffineTransform.getTranslateInstance(label.x(), label.y());
		if (label.turned())
			place.quadrantRotate(-1);
		outline.transform(place);
		graphics.fill(outline);
	}

	private static void smooth(Graphics2D graphics, boolean on) {
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, on ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
	}
}
