/** The command line. */
package org.caravana.cli;
