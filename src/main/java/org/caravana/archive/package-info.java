/** A directory as a tar stream, and back. Knows no Camel. */
package org.caravana.archive;
