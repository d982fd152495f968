/** What analyses implement: a mergeable statistic over chunks of draws and a conclusion. */
package org.physics4ml.core.analysis;
