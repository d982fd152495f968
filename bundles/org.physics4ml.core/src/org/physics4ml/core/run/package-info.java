/** Everything that is the same for every contribution: the plan, the engine that runs it, and the run on disk. */
package org.physics4ml.core.run;
