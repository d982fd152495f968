package org.physics4ml.workbench.internal.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.expressions.IEvaluationContext;
import org.eclipse.help.AbstractTocProvider;
import org.eclipse.help.IToc;
import org.eclipse.help.ITocContribution;
import org.eclipse.help.ITopic;
import org.eclipse.help.IUAElement;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.workbench.internal.Installed;

/** The installed contributions in the help's table of contents. */
public final class ContributionToc extends AbstractTocProvider {

	private static final String BUNDLE = "org.physics4ml.workbench";

	private record Topic(String label, String href, ITopic[] subtopics) implements ITopic {

		@Override
		public String getLabel() {
			return label;
		}

		@Override
		public String getHref() {
			return href;
		}

		@Override
		public ITopic[] getSubtopics() {
			return subtopics;
		}

		@Override
		public boolean isEnabled(IEvaluationContext context) {
			return true;
		}

		@Override
		public IUAElement[] getChildren() {
			return subtopics;
		}
	}

	private record Contents(ITopic[] topics) implements IToc {

		@Override
		public String getLabel() {
			return "Contributions";
		}

		@Override
		public String getHref() {
			return null;
		}

		@Override
		public ITopic[] getTopics() {
			return topics;
		}

		@Override
		public ITopic getTopic(String href) {
			return null;
		}

		@Override
		public boolean isEnabled(IEvaluationContext context) {
			return true;
		}

		@Override
		public IUAElement[] getChildren() {
			return topics;
		}
	}

	private record Contribution(IToc getToc, String getLocale) implements ITocContribution {

		@Override
		public String getId() {
			return "/" + BUNDLE + "/contributions.xml";
		}

		@Override
		public String getCategoryId() {
			return null;
		}

		@Override
		public String getContributorId() {
			return BUNDLE;
		}

		@Override
		public String[] getExtraDocuments() {
			return new String[0];
		}

		@Override
		public String getLinkTo() {
			return "/" + BUNDLE + "/help/toc.xml#contributions";
		}

		@Override
		public boolean isPrimary() {
			return false;
		}
	}

	@Override
	public ITocContribution[] getTocContributions(String locale) {
		List<ITopic> kinds = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			List<ITopic> pages = new ArrayList<>();
			for (Declaration declaration : Installed.registry().declarations(kind))
				pages.add(new Topic(declaration.name(), "/" + BUNDLE + "/" + ContributionPages.href(declaration), new ITopic[0]));
			if (!pages.isEmpty())
				kinds.add(new Topic(heading(kind), null, pages.toArray(ITopic[]::new)));
		}
		return new ITocContribution[] { new Contribution(new Contents(kinds.toArray(ITopic[]::new)), locale) };
	}

	private static String heading(Kind kind) {
		String plural = kind.extensionPoint().substring(kind.extensionPoint().lastIndexOf('.') + 1);
		return plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1);
	}
}
