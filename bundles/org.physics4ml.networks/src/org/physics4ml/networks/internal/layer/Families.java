package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.LayerFamily;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.layer.Parallel.Join;
import org.physics4ml.networks.internal.layer.Plans.Pooling;
import org.physics4ml.networks.internal.layer.Windows.Padding;

/** The layers that users name. */
public final class Families {

	private static final String CHANNELS = "channels", BRANCHES = "branches";

	private Families() {
	}

	/** The word {@code same} says the same as {@code zero}. */
	public static Padding padding(Parameters parameters) {
		var word = parameters.text("padding");
		return word.equals("same") ? Padding.ZERO : Padding.valueOf(word.toUpperCase(Locale.ROOT));
	}

	private static LayerPlan convolution(Parameters parameters, Shape input, boolean transposed, boolean local) throws UnsuitableException {
		return Plans.convolution(input, (int) parameters.integer(CHANNELS), parameters.integers("filter"), parameters.integers("stride"), padding(parameters), transposed, local);
	}

	private static LayerPlan pooling(Parameters parameters, Shape input, Pooling pooling) throws UnsuitableException {
		return Plans.pooling(input, pooling, parameters.integers("window"), parameters.has("stride") ? parameters.integers("stride") : new long[0], padding(parameters));
	}

	private static LayerPlan parallel(Parameters parameters, Shape input, LayerFamily.Context context, Join join) throws UnsuitableException {
		if (!parameters.has(BRANCHES))
			throw new UnsuitableException(BRANCHES, "there are no branches", "give a list of them, each a layer or a list of layers, e.g. branches=[skip, [activation(relu), dense(128)]]");
		var branches = new ArrayList<LayerPlan>();
		List<?> entries = parameters.list(BRANCHES);
		for (int b = 0; b < entries.size(); b++) branches.add(context.series(entries.get(b), input, BRANCHES + "[" + b + "]"));
		return Plans.parallel(input, branches, join);
	}

	/** z = n^{-1/2} W h + b at each position. */
	public static final class DenseFamily implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return Plans.dense(input, (int) parameters.integer(CHANNELS));
		}
	}

	/** Convolution. */
	public static final class Conv implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return convolution(parameters, input, false, false);
		}
	}

	/** Transposed convolution. */
	public static final class ConvTransposed implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return convolution(parameters, input, true, false);
		}
	}

	/** Convolution without weight sharing. */
	public static final class ConvLocal implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return convolution(parameters, input, false, true);
		}
	}

	/** σ of every feature. */
	public static final class ActivationLayer implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			var function = parameters.specification("function");
			return Plans.activation(input, context.activation(function), function.toString());
		}
	}

	/** Mean over windows. */
	public static final class AveragePooling implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return pooling(parameters, input, Pooling.AVERAGE);
		}
	}

	/** Sum over windows. */
	public static final class SumPooling implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return pooling(parameters, input, Pooling.SUM);
		}
	}

	/** Maximum over windows. */
	public static final class LargestPooling implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return pooling(parameters, input, Pooling.MAX);
		}
	}

	/** Over all positions. */
	public static final class GlobalPooling implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) {
			return Plans.globalPooling(input, Pooling.valueOf(parameters.text("kind").toUpperCase(Locale.ROOT)));
		}
	}

	/** Positions become features. */
	public static final class FlattenFamily implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) {
			return Plans.flatten(input);
		}
	}

	/** Normalisation over channels. */
	public static final class Norm implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return Plans.layerNorm(input, parameters.real("epsilon"));
		}
	}

	/** Random masks. */
	public static final class DropoutFamily implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) {
			return Plans.dropout(input, parameters.real("keep"));
		}
	}

	/** Self-attention between positions. */
	public static final class SelfAttention implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return Plans.attention(input, (int) parameters.integer(CHANNELS), (int) parameters.integer("heads"), (int) parameters.integer("keyDimension"),
					parameters.text("scaling").equals("1/d"), parameters.text("weights").equals("softmax"));
		}
	}

	/** Aggregation over a graph. */
	public static final class Graph implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			if (!parameters.has("adjacency")) throw new UnsuitableException("adjacency", "there is no adjacency matrix", "give its rows, e.g. adjacency=[[1, 1], [1, 1]] for two nodes");
			return Plans.graph(input, parameters.vectors("adjacency").toArray(double[][]::new));
		}
	}

	/** Nothing. */
	public static final class Skip implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) {
			return Plans.series(input, List.of());
		}
	}

	/** Sum of branches. */
	public static final class Sum implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return parallel(parameters, input, context, Join.SUM);
		}
	}

	/** Product of branches. */
	public static final class Product implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return parallel(parameters, input, context, Join.PRODUCT);
		}
	}

	/** Channels of branches side by side. */
	public static final class Concatenation implements LayerFamily {
		@Override
		public LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException {
			return parallel(parameters, input, context, Join.CONCATENATION);
		}
	}
}
