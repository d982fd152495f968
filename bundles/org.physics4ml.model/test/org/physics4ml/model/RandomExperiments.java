package org.physics4ml.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;
import org.physics4ml.model.experiment.Inputs;
import org.physics4ml.model.experiment.Sampler;

/** Random experiments and JSON values for property tests; the same for the same seed. */
final class RandomExperiments {

	/** Texts that writers get wrong: quotes, markup, line ends, blanks, what looks like JSON, characters beyond 16 bits. */
	private static final List<String> TEXTS = List.of("", " ", "erf", "1/d", "0 0 1 1", "leaky-relu(0.1)", "null", "true", "12", "-0", "1e5", "1e", "[", "{x", "\"", "'", "\"'",
			"a\"b", "<&>", "]]>", "a\nb", "\ta", "a\r\nb", "σ²", "\ud835\udc41", "&#10;", "NaN", "-- x", "\u00a0x", "\u0085", "\u2028");

	private static final List<Double> NUMBERS = List.of(0.0, -0.0, 1.0, 0.1, 1e-5, 1e6, 1e21, 0x1p53, 0x1p53 + 2, 0x1p-1074, Double.MAX_VALUE, -1.5, 1.0 / 3);

	private final SplittableRandom random;
	private final ExperimentFactory factory = ExperimentFactory.eINSTANCE;

	RandomExperiments(long seed) {
		random = new SplittableRandom(seed);
	}

	Experiment next() {
		var experiment = factory.createExperiment();
		experiment.setName(text());
		experiment.setSeed(random.nextLong());
		if (random.nextBoolean()) experiment.setDescription(text());
		experiment.setInputs(inputs());
		experiment.setArchitecture(fill(factory.createComponent()));
		experiment.setPrior(fill(factory.createComponent()));
		if (random.nextBoolean()) {
			var data = factory.createDataSet();
			if (random.nextBoolean()) data.setFile(text());
			for (int i = random.nextInt(3); i > 0; i--) {
				data.getPoints().add(point(2));
				data.getTargets().add(point(1));
			}
			experiment.setData(data);
		}
		if (random.nextBoolean()) experiment.setOptimiser(fill(factory.createComponent()));
		for (int i = random.nextInt(3); i > 0; i--) {
			var analysis = factory.createAnalysis();
			fill(analysis);
			analysis.setName("analysis" + i);
			experiment.getAnalyses().add(analysis);
		}
		for (int i = random.nextInt(3); i > 0; i--) {
			var axis = factory.createAxis();
			axis.setPath("architecture.parameter" + i);
			for (int j = random.nextInt(4); j > 0; j--)
				axis.getValues().add(value(2));
			experiment.getSweep().add(axis);
		}
		var sampling = factory.createSampling();
		sampling.setDraws(random.nextLong(1L << 53));
		sampling.setSampler(Sampler.get(random.nextInt(3)));
		if (random.nextBoolean()) sampling.setTargetError(random.nextDouble());
		experiment.setSampling(sampling);
		return experiment;
	}

	private Inputs inputs() {
		switch (random.nextInt(4)) {
		case 0 -> {
			var points = factory.createExplicitPoints();
			int dimension = 1 + random.nextInt(3);
			for (int i = random.nextInt(4); i > 0; i--)
				points.getPoints().add(point(dimension));
			return points;
		}
		case 1 -> {
			var grid = factory.createGrid();
			for (int i = random.nextInt(3); i > 0; i--) {
				var axis = factory.createGridAxis();
				axis.setLower(number() + 0.0); // without its sign, see Conversions
				axis.setUpper(number() + 0.0);
				axis.setCount(random.nextInt());
				grid.getAxes().add(axis);
			}
			return grid;
		}
		case 2 -> {
			var sphere = factory.createSphere();
			sphere.setCount(random.nextInt());
			sphere.setDimension(random.nextInt());
			sphere.setRadius(number() + 0.0);
			return sphere;
		}
		default -> {
			var file = factory.createPointsFile();
			file.setFile(text());
			if (random.nextBoolean()) file.setKey(text());
			return file;
		}
		}
	}

	private <C extends Component> C fill(C component) {
		component.setId("org.example.some-" + random.nextInt(100));
		for (int i = random.nextInt(4); i > 0; i--) {
			var parameter = factory.createParameter();
			parameter.setName("parameter" + i);
			parameter.setValue(value(3));
			component.getParameters().add(parameter);
		}
		return component;
	}

	private Point point(int dimension) {
		return new Point(random.doubles(dimension).map(_ -> number()).toArray());
	}

	/** A JSON value in normal form. */
	Object value(int depth) {
		return switch (random.nextInt(depth > 0 ? 7 : 5)) {
		case 0 -> null;
		case 1 -> random.nextBoolean();
		case 2 -> Json.number(number());
		case 3 -> random.nextLong();
		case 4 -> text();
		case 5 -> {
			var list = new ArrayList<>();
			for (int i = random.nextInt(4); i > 0; i--)
				list.add(value(depth - 1));
			yield list;
		}
		default -> {
			var map = new LinkedHashMap<String, Object>();
			for (int i = random.nextInt(4); i > 0; i--)
				map.put(text(), value(depth - 1));
			yield map;
		}
		};
	}

	double number() {
		double any = Double.longBitsToDouble(random.nextLong());
		return random.nextBoolean() && Double.isFinite(any) ? any : NUMBERS.get(random.nextInt(NUMBERS.size()));
	}

	String text() {
		return TEXTS.get(random.nextInt(TEXTS.size())) + (random.nextBoolean() ? "" : TEXTS.get(random.nextInt(TEXTS.size())));
	}
}
