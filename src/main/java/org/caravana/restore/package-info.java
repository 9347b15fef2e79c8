/** The same way back: from a repository or a target to files and databases. */
package org.caravana.restore;
