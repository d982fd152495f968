package org.physics4ml.core.analysis;

import java.util.Map;
import java.util.Optional;

import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Points;

/**
 * One cell of the sweep, as an analysis sees it.
 *
 * @param index    number of the cell, last axis fastest
 * @param axes     path and value ({@link Long}, {@link Double} or text) of every axis; empty without a sweep
 * @param ensemble the random networks
 * @param points   the experiment's points
 * @param data     the experiment's data set, of the same dimension as the points and with one target an output; empty where it has none
 * @param draws    number of draws; 0 asks for theory only
 * @param sampler  how networks are to be drawn, empty where the choice is left to the analysis ({@code auto})
 * @param variances the networks with other variances of their prior; empty where none are known
 * @param key      random key of seed and cell, for what an analysis draws itself: in streams below -1, which no parameter group has
 */
public record Cell(int index, Map<String, Object> axes, Ensemble ensemble, Points points, Optional<Data> data, long draws, Optional<Need.Path> sampler, Optional<Variances> variances,
		long key) {

	/** A cell without other variances, of key 0. */
	public Cell(int index, Map<String, Object> axes, Ensemble ensemble, Points points, Optional<Data> data, long draws, Optional<Need.Path> sampler) {
		this(index, axes, ensemble, points, data, draws, sampler, Optional.empty(), 0);
	}
}
