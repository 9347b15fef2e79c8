/** Settings: read, checked all at once, and handed out typed. */
package org.caravana.config;
