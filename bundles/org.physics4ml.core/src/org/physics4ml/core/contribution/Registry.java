package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.eclipse.core.runtime.ContributorFactoryOSGi;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IContributor;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.InvalidRegistryObjectException;
import org.osgi.framework.Bundle;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.ActivationCheck;
import org.physics4ml.model.Problem;

/**
 * The installed contributions. Declarations are read without loading a class of the contributor; a class is loaded when an instance is
 * created. Every answer is about what is installed at that moment: bundles may come and go. A broken contribution is set aside and named by
 * {@link #problems()}; the others work. Thread-safe.
 */
public final class Registry {

	private record Contribution(Declaration declaration, IConfigurationElement element) {
	}

	/**
	 * Whether a contribution works.
	 *
	 * @param id       the word that users type, or the id as it is declared if it cannot be used
	 * @param bundle   symbolic name of the contributing bundle
	 * @param version  version of the contributing bundle
	 * @param problems what is wrong; empty if it works
	 */
	public record Verification(Kind kind, String id, String bundle, String version, List<Problem> problems) {

		public Verification {
			problems = List.copyOf(problems);
		}
	}

	/**
	 * The contributions of one kind.
	 *
	 * @param elements what they were read from
	 * @param usable   by full id
	 * @param broken   what cannot be used
	 */
	private record Catalogue(List<IConfigurationElement> elements, Map<String, Contribution> usable, List<Verification> broken) {

		List<Declaration> named(String shortId) {
			return usable.values().stream().map(Contribution::declaration).filter(declaration -> declaration.shortId().equals(shortId)).toList();
		}

		/** What users type. */
		String word(Declaration declaration) {
			return named(declaration.shortId()).size() == 1 ? declaration.shortId() : declaration.id();
		}

		List<String> words() {
			return usable.values().stream().map(contribution -> word(contribution.declaration())).sorted().toList();
		}
	}

	private final IExtensionRegistry platform;
	private final Function<IContributor, String> version;
	private final Map<Kind, Catalogue> catalogues = new ConcurrentHashMap<>();

	/** The contributions of a running platform. */
	public Registry(IExtensionRegistry platform) {
		this(platform, Registry::bundleVersion);
	}

	private Registry(IExtensionRegistry platform, Function<IContributor, String> version) {
		this.platform = platform;
		this.version = version;
	}

	/**
	 * The contributions of given {@code plugin.xml} files, without OSGi: for tests and for programs on a class path.
	 *
	 * @throws IllegalArgumentException if a file is not well-formed
	 */
	public static Registry of(List<PluginSource> sources) {
		var plain = new PlainRegistry(sources);
		return new Registry(plain.registry(), plain::version);
	}

	/** What can be used, sorted by short id. */
	public List<Declaration> declarations(Kind kind) {
		return catalogue(kind).usable.values().stream().map(Contribution::declaration)
				.sorted(Comparator.comparing(Declaration::shortId).thenComparing(Declaration::id)).toList();
	}

	/**
	 * @param id full id, or its last segment where that is unambiguous
	 * @throws ContributionException if it is not installed, ambiguous, or broken
	 */
	public Declaration find(Kind kind, String id) throws ContributionException {
		var catalogue = catalogue(kind);
		var exact = catalogue.usable.get(id);
		if (exact != null)
			return exact.declaration();
		var named = catalogue.named(id);
		if (named.size() == 1)
			return named.getFirst();
		if (named.size() > 1)
			throw new ContributionException(kind.word() + " '" + id + "' is ambiguous", "write the full id: " + String.join(" or ", named.stream().map(Declaration::id).toList()));
		for (var broken : catalogue.broken)
			if (broken.id().equals(id) || broken.id().endsWith("." + id)) {
				var problem = broken.problems().getFirst();
				throw new ContributionException(kind.word() + " '" + id + "' is installed but broken: " + problem.message(), problem.remedy() + " (" + problem.file() + ")");
			}
		throw new ContributionException("no " + kind.word() + " '" + id + "' is installed",
				Suggestion.remedy(id, catalogue.words(), "install the plug-in that contributes it, or choose one of:"));
	}

	/** The word that users type for a contribution: the last segment of its id, or the full id where that would be ambiguous. */
	public String word(Declaration declaration) {
		return catalogue(declaration.kind()).word(declaration);
	}

	/**
	 * Instantiates a contribution. Loads its class.
	 *
	 * @param type {@link Kind#type()} of its kind
	 * @throws ContributionException if it is no longer installed, or if its class is missing, fails, or is of another type
	 */
	public <T> T create(Declaration declaration, Class<T> type) throws ContributionException {
		var kind = declaration.kind();
		if (type != kind.type())
			throw new IllegalArgumentException(kind + " is implemented by " + kind.type() + ", not " + type);
		var contribution = catalogue(kind).usable.get(declaration.id());
		if (contribution == null)
			throw new ContributionException(kind.word() + " '" + declaration.id() + "' is no longer installed", "install bundle " + declaration.bundle() + " again");
		Object instance;
		try {
			instance = contribution.element.createExecutableExtension("class");
		} catch (Throwable thrown) { // whatever third-party code throws, errors of linking and initialising included
			throw broken(declaration, reason(thrown), thrown);
		}
		if (!type.isInstance(instance))
			throw broken(declaration, "class " + instance.getClass().getName() + " does not implement " + type.getName(), null);
		return type.cast(instance);
	}

	/** What is wrong with the declarations of broken contributions; loads no class. Sorted by kind, bundle and id. */
	public List<Problem> problems() {
		var problems = new ArrayList<Problem>();
		for (var kind : Kind.values())
			catalogue(kind).broken.forEach(broken -> problems.addAll(broken.problems()));
		return problems;
	}

	/** Every contribution, by kind, first those that cannot be used. Loads the classes of the others. */
	public List<Verification> verify() {
		var found = new ArrayList<Verification>();
		for (var kind : Kind.values()) {
			found.addAll(catalogue(kind).broken);
			for (var declaration : declarations(kind))
				found.add(new Verification(kind, word(declaration), declaration.bundle(), declaration.version(), faults(declaration)));
		}
		return found;
	}

	/**
	 * What its declaration leaves out, what goes wrong when an instance is created, and where an activation contradicts itself ({@link ActivationCheck}, Price's theorem among it) with its default arguments.
	 */
	private List<Problem> faults(Declaration declaration) {
		var faults = new ArrayList<Problem>();
		var kind = declaration.kind();
		Report report = (path, message, remedy) -> faults.add(new Problem(file(declaration.bundle()), path(kind, declaration.id(), path), message, remedy));
		if (declaration.description().isEmpty())
			report.problem("description", "element <description> is missing", "say in a paragraph what it is");
		if (declaration.formula().isEmpty())
			report.problem("formula", "attribute formula is missing", "write the formula that defines it");
		try {
			if (create(declaration, kind.type()) instanceof Activation activation)
				for (var contradiction : contradictions(declaration, activation))
					report.problem("", contradiction, "correct the class of the contribution");
		} catch (ContributionException broken) {
			report.problem("", broken.getMessage(), broken.remedy());
		}
		return faults;
	}

	private static List<String> contradictions(Declaration declaration, Activation activation) {
		var defaults = new HashMap<String, Object>();
		declaration.parameters().forEach(parameter -> defaults.put(parameter.name(), parameter.defaultValue()));
		try {
			return ActivationCheck.problems(activation.of(new Parameters(defaults)));
		} catch (UnsuitableException e) {
			return List.of("its default arguments are refused: " + e.getMessage());
		} catch (RuntimeException thrown) { // whatever third-party code throws
			return List.of("it fails with " + thrown);
		}
	}

	private Catalogue catalogue(Kind kind) {
		while (true) {
			var elements = List.of(platform.getConfigurationElementsFor(kind.extensionPoint()));
			var known = catalogues.get(kind);
			if (known != null && known.elements.equals(elements))
				return known;
			try {
				catalogues.put(kind, read(kind, elements));
			} catch (InvalidRegistryObjectException removedMeanwhile) {
				// look again
			}
		}
	}

	private Catalogue read(Kind kind, List<IConfigurationElement> elements) {
		var found = new TreeMap<String, List<Contribution>>();
		var broken = new ArrayList<Verification>();
		for (var element : elements) {
			var bundle = element.getContributor().getName();
			var number = version.apply(element.getContributor());
			var id = Objects.requireNonNullElse(element.getAttribute("id"), "");
			var own = new ArrayList<Problem>();
			var declaration = new DeclarationReader(kind, element, (path, message, remedy) -> own.add(new Problem(file(bundle), path(kind, id, path), message, remedy))).read(number);
			declaration.ifPresent(sound -> found.computeIfAbsent(id, any -> new ArrayList<>()).add(new Contribution(sound, element)));
			if (!own.isEmpty())
				broken.add(new Verification(kind, id, bundle, number, own.stream().sorted(Comparator.comparing(Problem::path).thenComparing(Problem::message)).toList()));
		}
		var usable = new TreeMap<String, Contribution>();
		found.forEach((id, same) -> {
			if (same.size() == 1)
				usable.put(id, same.getFirst());
			else
				for (var contribution : same) {
					var declaration = contribution.declaration;
					var bundles = String.join(" and ", same.stream().map(any -> any.declaration.bundle()).sorted().toList());
					broken.add(new Verification(kind, id, declaration.bundle(), declaration.version(),
							List.of(new Problem(file(declaration.bundle()), path(kind, id), "the id is declared more than once, by " + bundles, "keep one; until then none is used"))));
				}
		});
		broken.sort(Comparator.comparing(Verification::bundle).thenComparing(Verification::id));
		return new Catalogue(elements, usable, List.copyOf(broken));
	}

	private static String file(String bundle) {
		return bundle + "/plugin.xml";
	}

	private static String path(Kind kind, String... segments) {
		return (kind.word() + " " + String.join(".", List.of(segments).stream().filter(segment -> !segment.isEmpty()).toList())).strip();
	}

	private static ContributionException broken(Declaration declaration, String reason, Throwable thrown) {
		return new ContributionException(declaration.kind().word() + " '" + declaration.id() + "' is broken: " + reason,
				"report it to the authors of bundle " + declaration.bundle() + " " + declaration.version() + ", or uninstall that bundle", thrown);
	}

	private static String reason(Throwable thrown) {
		var root = thrown;
		while (root.getCause() != null && root.getCause() != root)
			root = root.getCause();
		if (root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError)
			return "class " + String.valueOf(root.getMessage()).split(" ")[0].replace('/', '.') + " is missing";
		return "its construction failed with " + root.getClass().getName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
	}

	private static String bundleVersion(IContributor contributor) {
		Bundle bundle = ContributorFactoryOSGi.resolve(contributor);
		return bundle == null ? "" : bundle.getVersion().toString();
	}
}
