package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;

/** Contributors for tests: plugin.xml as text, classes of the test. */
final class TestContributions {

	/** σ(z) = z + a */
	record Shifted(double offset) implements Nonlinearity {

		@Override
		public double value(double z) {
			return z + offset;
		}

		@Override
		public Regularity regularity() {
			return Regularity.entire(0, 0, 1);
		}
	}

	/** Loads well. */
	public static final class Identity implements Activation {

		@Override
		public Nonlinearity of(Parameters parameters) {
			return new Shifted(0);
		}
	}

	/** Fails while it is constructed. */
	public static final class Throwing implements Activation {

		public Throwing() {
			throw new IllegalStateException("no licence");
		}

		@Override
		public Nonlinearity of(Parameters parameters) {
			return new Shifted(0);
		}
	}

	/** Fails while its class is initialised. */
	public static final class Uninitialisable implements Activation {

		static final int NUMBER = Integer.parseInt("not a number");

		@Override
		public Nonlinearity of(Parameters parameters) {
			return new Shifted(NUMBER);
		}
	}

	/** Is no activation. */
	public static final class Stranger {
	}

	static final String MODEL = """
			<extension point="org.physics4ml.core.architectures">
			   <architecture id="org.example.mlp" name="Perceptron" class="org.example.Missing" summary="Layers" formula="z = W σ(z) + b">
			      <description>
			         Fully connected
			         layers.
			      </description>
			      <parameter name="width" type="integer" list="true" default="128" minimum="1" symbol="N" description="Hidden neurons."/>
			      <parameter name="gain" type="real" default="1e0" minimum="0" maximum="2" exclusive="true" unit="1/s" description="Gain."/>
			      <parameter name="free" type="real" maximum="3" description="Has no default."/>
			      <parameter name="centred" type="boolean" default="true" description="Whether centred."/>
			      <parameter name="label" type="text" list="true" default="all" description="A label."/>
			      <parameter name="parameterisation" type="choice" choices="ntk, standard, mu-p" default="ntk" description="Where the width stands."/>
			      <parameter name="activation" type="activation" list="true" default="erf" description="Nonlinearity."/>
			      <reference text="R. Neal (1996)" link="doi:10.1007/978-1-4612-0745-0"/>
			   </architecture>
			</extension>
			<extension point="org.physics4ml.core.activations">
			   <activation id="org.example.erf" name="erf" class="org.example.Missing" summary="Error function" formula="σ(z) = erf z"/>
			   <activation id="org.example.leaky-relu" name="leaky ReLU" class="org.example.Missing" summary="Leaky" formula="σ(z) = max(z, αz)">
			      <parameter name="slope" type="real" default="0.01" minimum="0" maximum="1" symbol="α" description="Slope for negative z."/>
			   </activation>
			   <activation id="org.example.monomial" name="monomial" class="org.example.Missing" summary="Power" formula="σ(z) = c zᵏ">
			      <parameter name="degree" type="integer" default="2" minimum="1" maximum="20" symbol="k" description="Degree."/>
			      <parameter name="factor" type="real" default="1" symbol="c" description="Factor."/>
			   </activation>
			   <activation id="org.example.polynomial" name="polynomial" class="org.example.Missing" summary="Polynomial" formula="σ(z) = Σ c_k zᵏ">
			      <parameter name="coefficients" type="real" list="true" default="[0, 1]" symbol="c" description="Coefficients from the constant upwards."/>
			   </activation>
			</extension>
			<extension point="org.physics4ml.core.priors">
			   <prior id="org.example.gaussian" name="Gaussian" class="org.example.Missing" summary="Normal" formula="w ~ N(0, σ²)"/>
			   <prior id="org.example.student-t" name="Student t" class="org.example.Missing" summary="Heavy tails" formula="w ~ t_ν">
			      <parameter name="degrees" type="real" default="5" minimum="2" exclusive="true" symbol="ν" description="Degrees of freedom."/>
			   </prior>
			</extension>
			""";

	private TestContributions() {
	}

	static PluginSource source(String bundle, String extensions) {
		return new PluginSource(bundle, "1.2.3", "<?xml version=\"1.0\"?>\n<plugin>\n" + extensions + "</plugin>\n", TestContributions.class.getClassLoader());
	}

	static Registry registry(String... extensions) {
		var sources = new ArrayList<PluginSource>();
		for (int i = 0; i < extensions.length; i++)
			sources.add(source("org.example.bundle" + i, extensions[i]));
		return Registry.of(sources);
	}

	static Registry model() {
		return registry(MODEL);
	}

	static String activation(String attributes, String children) {
		return "<extension point=\"org.physics4ml.core.activations\"><activation " + attributes + ">" + children + "</activation></extension>";
	}

	static String activation(String id, Class<?> type) {
		return activation("id=\"" + id + "\" name=\"n\" summary=\"s\" formula=\"f\" class=\"" + type.getName() + "\"", "<description>d</description>");
	}

	static List<String> ids(List<Declaration> declarations) {
		return declarations.stream().map(Declaration::id).toList();
	}
}
