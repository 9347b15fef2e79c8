/** Commands of a plan's own that the shell runs before and after its captures, and when one failed. */
package org.caravana.hook;
