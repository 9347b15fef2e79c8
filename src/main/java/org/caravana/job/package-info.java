/** Jobs and their copies: states, events, leases, and the catalogue that is their queue. Knows no Camel. */
package org.caravana.job;
